"""Identifiers: web addresses, e-mail addresses, project codes and business IDs, gathered under one name."""

from collections.abc import Callable, Mapping

from extractors.fields.identifiers.codes import derive_business_id, derive_code, find_project_codes, scan_codes
from extractors.fields.identifiers.emails import scan_emails
from extractors.fields.identifiers.urls import derive_url, find_urls, scan_urls
from schemas.facts import Scalar

__all__ = ["DERIVERS", "find_project_codes", "find_urls", "scan_codes", "scan_emails", "scan_urls"]

DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "project_code.value": derive_code,
    "url.value": derive_url,
    "organisation.business_id": derive_business_id,
}
