"""Drafts put into a mailbox that other people wrote: Dovecot's, over TLS, its folder for drafts under a name of its own."""

import contextlib
import imaplib
import ssl

from cryptography.hazmat.primitives.serialization import Encoding

from sending import FORMAL, NO_ENTRY, PASSWORD, PATIENCE, USER, Office, certificate, free_port, served
from signing import Authority

# "Entwürfe" in IMAP's own spelling (RFC 3501, 5.1.3).
FOLDER = "Entw&APw-rfe"


def check(report, options, folder):
    """All checks of drafts."""
    folder.mkdir()
    authority = Authority()
    (folder / "ca.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    paths = certificate(authority, folder, "localhost")
    with report.group("drafts: in Dovecot's mailbox, each once") as group, dovecot(folder / "dovecot", paths) as port:
        office = Office(options, folder / "office")
        office.account(1, tls="implicit", tls_ca=str(folder / "ca.pem"), user=USER, imap_host="localhost", imap_port=port)
        check_drafts(group, office, folder, port)


def check_drafts(group, office, folder, port):
    """The draft is there once, as a draft, with the words that were built; afterwards it is not sent besides."""
    wrong = office.run("send", FORMAL, "--to-drafts", HANDCLASP_PASSWORD="wrong")
    group.same(wrong.returncode, NO_ENTRY, "wrong password", f"exit code {wrong.told}")
    for time in ["once", "again"]:
        put = office.run("send", FORMAL, "--to-drafts")
        group.same(put.returncode, 0, f"put {time}", f"exit code {put.told}")
        found = mailbox(folder, port)
        group.same(len(found), len(office.data.partners) - without_email(office), f"put {time}", "number of drafts")
    for flags, message in found:
        group.check(rb"\Draft" in flags, "flags", flags)
        for header in [b"\r\nMessage-ID: <", b"\r\nDate: ", b"\r\nSubject: "]:
            group.same(message.count(header), 1, "headers", header)
        group.check(b"X-Unsent" not in message, "headers", "X-Unsent")
    refused = office.send(FORMAL)
    group.check(refused.returncode == 1 and "error[drafted]" in refused.said, "sent besides", refused.told)
    group.check(not office.leaks, "password", office.leaks)


def without_email(office):
    """How many partners get no formal email."""
    return sum(not list((office.folder / f"output/{partner}").glob(f"{FORMAL}.*.eml")) for partner in office.data.partners)


def mailbox(folder, port):
    """Flags and bytes of all that lies in the folder for drafts, as Python's IMAP reads it."""
    context = ssl.create_default_context(cafile=folder / "ca.pem")
    with imaplib.IMAP4_SSL("localhost", port, ssl_context=context, timeout=PATIENCE) as session:
        session.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        session.select(FOLDER, readonly=True)
        _, found = session.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[])")
        return [part for part in found if isinstance(part, tuple)]


@contextlib.contextmanager
def dovecot(folder, paths):
    """Dovecot's IMAP service, encrypted from the start; gives its port."""
    folder.mkdir()
    port = free_port()
    text = f"""
        base_dir = {folder}/run
        state_dir = {folder}/state
        log_path = {folder}/log
        protocols = imap
        listen = 127.0.0.1
        mail_location = maildir:{folder}/box/Maildir
        ssl = required
        ssl_cert = <{paths[0]}
        ssl_key = <{paths[1]}
        auth_failure_delay = 0
        passdb {{
          driver = passwd-file
          args = {folder}/users
        }}
        userdb {{
          driver = static
          args = uid=nobody gid=nogroup home={folder}/box
        }}
        namespace inbox {{
          inbox = yes
          mailbox Entwürfe {{
            special_use = \\Drafts
            auto = create
          }}
        }}
        service imap-login {{
          inet_listener imap {{
            port = 0
          }}
          inet_listener imaps {{
            port = {port}
            ssl = yes
          }}
        }}
    """
    with served(folder, text, port):
        yield port
