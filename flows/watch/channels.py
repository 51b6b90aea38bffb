"""Telling people of alarms: a webhook, a command, e-mail. Each alarm once when it begins and once when it is over.

Settings (docs/operate.md): KOTOKANTA_WEBHOOK, KOTOKANTA_HOOK, KOTOKANTA_SMTP, KOTOKANTA_MAIL_TO, KOTOKANTA_MAIL_FROM.
"""

import json
import os
import shlex
import smtplib
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import httpx

from flows.watch.feed import body, body_fi
from schemas.errors import UsageError
from store.watched import Raised

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Channels:
    """Where alarms go; an empty one is not used."""

    webhook: str = ""
    command: str = ""
    smtp: str = ""
    mail_to: str = ""
    mail_from: str = ""


def channels(environment: Mapping[str, str] = os.environ) -> Channels:
    """Return the channels that are set. Raises `UsageError` where a setting is incomplete."""
    found = Channels(
        *(environment.get(f"KOTOKANTA_{n}", "") for n in ("WEBHOOK", "HOOK", "SMTP", "MAIL_TO", "MAIL_FROM"))
    )
    if bool(found.smtp) != bool(found.mail_to):
        raise UsageError("KOTOKANTA_SMTP and KOTOKANTA_MAIL_TO go together: set both or neither")
    if found.smtp and urlsplit(found.smtp).scheme not in {"smtp", "smtps", "smtp+starttls"}:
        raise UsageError("KOTOKANTA_SMTP must begin with smtp://, smtp+starttls:// or smtps://")
    if found.webhook and urlsplit(found.webhook).scheme not in {"http", "https"}:
        raise UsageError("KOTOKANTA_WEBHOOK must begin with http:// or https://")
    return found


def tell(to: Channels, news: Sequence[Raised]) -> list[str]:
    """Tell of alarms on every channel; return a line for each channel that failed."""
    if not news:
        return []
    ways: tuple[tuple[str, str, Callable[[Channels, Sequence[Raised]], None]], ...] = (
        ("webhook", to.webhook, _post), ("command", to.command, _run), ("e-mail", to.smtp, _mail),
    )  # fmt: skip
    return [failed for name, used, way in ways if used for failed in _tried(name, way, to, news)]


def _tried(
    name: str, way: Callable[[Channels, Sequence[Raised]], None], to: Channels, news: Sequence[Raised]
) -> Iterator[str]:
    try:
        way(to, news)
    except (httpx.HTTPError, OSError, subprocess.SubprocessError, smtplib.SMTPException) as error:
        why = " ".join(str(error).split())
        yield f"{len(news)} alarms could not be told by {name} ({why}); the next run tries again"


def as_json(r: Raised) -> dict[str, object]:
    """Return an alarm as webhook and command get it."""
    a = r.alarm
    return {
        "id": r.id, "source": a.source, "cause": a.cause, "state": "over" if r.ended else "open", "what": a.what,
        "what_fi": a.what_fi, "since": a.since or None, "raised_at": r.first, "ended_at": r.ended or None,
        "rows": list(a.rows), "try": a.attempt, "try_fi": a.attempt_fi,
    }  # fmt: skip


def _payload(news: Sequence[Raised]) -> bytes:
    return json.dumps({"alarms": [as_json(r) for r in news]}, ensure_ascii=False).encode("utf-8")


def _post(to: Channels, news: Sequence[Raised]) -> None:
    sent = httpx.post(
        to.webhook, content=_payload(news), headers={"content-type": "application/json"}, timeout=_SECONDS
    )
    sent.raise_for_status()


def _run(to: Channels, news: Sequence[Raised]) -> None:
    subprocess.run(shlex.split(to.command), input=_payload(news), timeout=_SECONDS, check=True)  # noqa: S603 the admin's own


def _mail(to: Channels, news: Sequence[Raised]) -> None:
    target = urlsplit(to.smtp)
    host, user = target.hostname or "localhost", unquote(target.username or "")
    context = ssl.create_default_context()
    if target.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, target.port or 465, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, target.port or (587 if user else 25), timeout=_SECONDS)
    with server:
        if target.scheme == "smtp+starttls":
            server.starttls(context=context)
        if user:
            server.login(user, unquote(target.password or ""))
        server.send_message(_message(to, news))


def _message(to: Channels, news: Sequence[Raised]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = to.mail_from or "kotokanta@localhost"
    message["To"] = to.mail_to
    begun = [r for r in news if not r.ended]
    names = ", ".join(sorted({r.alarm.source for r in begun or news}))
    message["Subject"] = f"Kotokanta: {len(begun)} hälytystä ({names})" if begun else f"Kotokanta: ohi ({names})"
    parts = (f"{r.alarm.source}: {'OHI / OVER: ' if r.ended else ''}{body_fi(r)}\n\n{body(r)}" for r in news)
    message.set_content("\n\n\n".join(parts))
    return message
