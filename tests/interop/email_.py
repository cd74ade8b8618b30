"""Emails as Python's strict parser reads them: nothing it would have to forgive."""

import email.policy
from email.parser import BytesParser

import words


def check(report, workspace, draft):
    """All checks of the .eml files."""
    documents = workspace.with_format("eml")
    report.each("email: no defect for the strict parser, CRLF, short ASCII lines", documents, check_bytes)
    report.each("email: headers of a draft, right names", documents, check_headers, workspace, draft)
    report.each("email: text and HTML with the same words", documents, check_words)
    report.each("email: attachments", documents, check_attachments, workspace)


def read(document):
    """The message; a defect is an error."""
    policy = email.policy.default.clone(raise_on_defect=True)
    return BytesParser(policy=policy).parsebytes(document.files["eml"].read_bytes())


def check_bytes(group, document):
    """Parses each header and each part, since the parser is lazy about both."""
    raw = document.files["eml"].read_bytes()
    rest = raw.replace(b"\r\n", b"")
    group.check(b"\r" not in rest and b"\n" not in rest, document, "has a bare CR or LF")
    group.check(all(len(line) <= 998 for line in raw.split(b"\r\n")), document, "has a line of more than 998 bytes")
    # A server without 8BITMIME may still take it.
    group.check(raw.isascii() and b"\0" not in raw, document, "has bytes that are not ASCII")
    try:
        parts = list(read(document).walk())
        defects = [defect for part in parts for defect in part.defects]
        defects += [defect for part in parts for header in part.values() for defect in getattr(header, "defects", [])]
        for part in parts:
            if not part.is_multipart():
                part.get_content()
        group.check(not defects, document, f"defects: {defects}")
    except Exception as error:
        group.check(False, document, f"cannot be parsed: {error!r}")


def check_headers(group, document, workspace, draft):
    """X-Unsent opens it for editing; Date and Message-ID come from the mail program when it is sent."""
    message = read(document)
    meta, _ = words.front_matter(document.text("md"))
    group.same(message.get_all("X-Unsent"), ["1"], document, "X-Unsent")
    group.same(message.get_all("MIME-Version"), ["1.0"], document, "MIME-Version")
    group.same(message.get_all("Content-Language"), [document.language], document, "Content-Language")
    for name in ["Date", "Message-ID", "Bcc"]:
        group.check(message[name] is None, document, f"has a {name}")
    group.same(str(message["Subject"]), ("[Draft] " if draft else "") + meta["subject"], document, "subject")
    for name, whose in [("From", workspace.institution), ("To", workspace.partners[document.partner])]:
        addresses = message[name].addresses if message[name] else ()
        group.same(len(addresses), 1, document, f"number of addresses in {name}")
        for one in addresses:
            ours = [contact.get("email") for contact in whose.get("contacts", [])]
            group.check(one.addr_spec in ours, document, f"{name}: `{one.addr_spec}` is none of {ours}")
            group.same(one.display_name, workspace.person(one.addr_spec, document.partner), document, f"name in {name}")
    group.same([one.addr_spec for one in message["To"].addresses], [meta["to"]], document, "To")


def check_words(group, document):
    """The two parts say the same, and what the Markdown says."""
    message = read(document)
    kinds = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
    group.same(kinds, ["text/plain", "text/html"], document, "text parts")
    text, html = message.get_body(["plain"]), message.get_body(["html"])
    if text is None or html is None:
        return
    page = words.read_html(html.get_content())
    words.check_words(group, text.get_content(), words.with_addresses(page), f"{document}, text and HTML part")
    words.check_words(group, words.plain(page), words.plain(words.read_markdown(document.text("md"))), f"{document}, HTML part and Markdown")


def check_attachments(group, document, workspace):
    """What the front matter promises is attached, byte for byte the document that was built."""
    message = read(document)
    meta, _ = words.front_matter(document.text("md"))
    promised = meta.get("attach", [])
    promised = [promised] if isinstance(promised, str) else promised
    if document.name == "contact-formal":
        group.same(promised, ["one-pager.pdf"], document, "attach")
    attached = list(message.iter_attachments())
    group.same(len(attached), len(promised), document, "number of attachments")
    for name, part in zip(promised, attached):
        stem, _, ending = name.rpartition(".")
        wanted = (document.partner, stem, document.language)
        path = next(one.files[ending] for one in workspace.documents if (one.partner, one.name, one.language) == wanted)
        file_name = part.get_filename() or ""
        group.same(part.get_content_type(), f"application/{ending}", document, "type of the attachment")
        group.same(part.get_content_disposition(), "attachment", document, "disposition of the attachment")
        group.check(file_name.endswith(f".{ending}") and file_name.isascii(), document, f"attachment is called `{file_name}`")
        # Only a continuation (`filename*0=`, RFC 2231) leaves the attachment nameless in mail programs that do not know it.
        raw = dict(part.raw_items())["Content-Disposition"]
        group.check("filename=" in raw, document, f"attachment has no plain file name: {raw!r}")
        group.check(part.get_content() == path.read_bytes(), document, f"attachment is not {path.name}")
