"""Which links of a page lead on, by the source's `[scope]` and `[follow]`."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from fetchers.media import ending
from fetchers.urls import host_of, path_of
from schemas.source import Source

# never documents: not worth a request
_ASSETS = frozenset(
    {"jpg", "jpeg", "png", "gif", "svg", "webp", "avif", "ico", "bmp", "tif", "tiff", "css", "js", "mjs", "map"}
    | {"woff", "woff2", "ttf", "eot", "mp3", "mp4", "m4a", "avi", "mov", "webm", "ogg", "wav", "zip", "gz", "tgz"}
    | {"rar", "7z", "exe", "dmg", "apk", "iso", "ics", "vcf"}
)
_FILES = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "odt", "ods", "odp", "rtf"})
_REMEMBERED = 100_000  # answers: a menu is the same on every page of a site
_CODE = re.compile(r"[?&]projektikoodi=[A-Za-z]?\d{3,6}(?:&|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """The rules of one source, compiled."""

    source: Source

    @cached_property
    def _wanted(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _details(self) -> list[re.Pattern[str]]:
        return [re.compile(p) for p in self.source.follow.details]

    @cached_property
    def rules(self) -> str:
        """Hash of the rules: links found under other rules have to be looked for again."""
        text = self.source.scope.model_dump_json() + self.source.follow.model_dump_json() + str(sorted(self.hosts))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts to stay on."""
        return self.source.hosts

    def holds(self, url: str) -> bool:
        """Tell whether an address is on the source's hosts and not excluded."""
        return host_of(url) in self.hosts and not path_of(url).startswith(self.source.scope.exclude or ("\0",))

    def is_detail(self, url: str) -> bool:
        """Tell whether an address is one of the pages that a listing is about."""
        if self.source.follow.codes and _CODE.search(url):
            return True
        return any(p.search(url) for p in self._details)

    def wants(self, url: str) -> bool:
        """Tell whether a canonical address is to be visited when a page links to it."""
        known = self._wanted.get(url)
        if known is None:
            known = self._wants(url)
            if len(self._wanted) < _REMEMBERED:
                self._wanted[url] = known
        return known

    def _wants(self, url: str) -> bool:
        if not self.holds(url):
            return False
        if self.is_detail(url):
            return True
        last, follow = ending(url), self.source.follow
        if last in _ASSETS:
            return False
        if last in _FILES:
            return (last == "pdf" and follow.pdfs) or last in follow.files
        return follow.links and path_of(url).startswith(self.source.scope.paths)
