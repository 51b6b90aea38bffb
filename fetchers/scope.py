"""Which links of a page lead on, by the source's `[scope]` and `[follow]`."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

import ada_url

from fetchers.media import ending
from schemas.source import Source

# never documents: not worth a request
_ASSETS = frozenset(
    {"jpg", "jpeg", "png", "gif", "svg", "webp", "avif", "ico", "bmp", "tif", "tiff", "css", "js", "mjs", "map"}
    | {"woff", "woff2", "ttf", "eot", "mp3", "mp4", "m4a", "avi", "mov", "webm", "ogg", "wav", "zip", "gz", "tgz"}
    | {"rar", "7z", "exe", "dmg", "apk", "iso", "ics", "vcf"}
)
_FILES = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "odt", "ods", "odp", "rtf"})
_CODE = re.compile(r"[?&]projektikoodi=[A-Za-z]?\d{3,6}(?:&|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """The rules of one source, compiled."""

    source: Source

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
        parsed = ada_url.URL(url)
        return parsed.host in self.hosts and not str(parsed.pathname).startswith(self.source.scope.exclude or ("\0",))

    def is_detail(self, url: str) -> bool:
        """Tell whether an address is one of the pages that a listing is about."""
        if self.source.follow.codes and _CODE.search(url):
            return True
        return any(p.search(url) for p in self._details)

    def wants(self, url: str) -> bool:
        """Tell whether a canonical address is to be visited when a page links to it."""
        if not self.holds(url):
            return False
        if self.is_detail(url):
            return True
        last, follow = ending(url), self.source.follow
        if last in _ASSETS:
            return False
        if last in _FILES:
            return (last == "pdf" and follow.pdfs) or last in follow.files
        return follow.links and str(ada_url.URL(url).pathname).startswith(self.source.scope.paths)
