"""Sending for real, to mail servers that other people wrote, on this computer: Dovecot's submission service, and aiosmtpd.

What counts is what the servers have at the end: each mail once, byte for byte the one that is kept, whatever was cut off in
between. Certificates, ports and folders are made here and gone afterwards; no service of the system is touched.
"""

import asyncio
import base64
import collections
import contextlib
import copy
import datetime
import email.policy
import hashlib
import json
import logging
import os
import random
import re
import select
import shutil
import smtplib
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

import email_
import words
from signing import Authority
from workspace import DATE, Copy, Document, Workspace

USER, PASSWORD, TOKEN = "ines.simao@ancora-azul.example.org", "Nur-für.Inês 42", "ya29.interop-token"
# Nobody's; it stands where it must not.
SECRET = "gEheim-42-Kennwort"
FORMAL, INFORMAL = "contact-formal", "contact-informal"
NOON = int(datetime.datetime.fromisoformat(f"{DATE}T12:00:00+00:00").timestamp())
SENT, PROBLEMS, DEFERRED, IN_DOUBT, NO_ENTRY = 0, 1, 4, 5, 6
TRACE = ("received", "return-path", "delivered-to")
# More than a server and its program need, less than anybody waits.
PATIENCE = 20


def check(report, options, folder):
    """All checks of sending; gives the mails of all partners, as they are kept, by who gets what."""
    folder.mkdir()
    # aiosmtpd warns of servers that let in without encryption; ours are none for other people.
    warnings.filterwarnings("ignore", module="aiosmtpd")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    authority = Authority()
    (folder / "ca.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    certificates = {name: certificate(authority, folder, name) for name in ["localhost", "elsewhere.example.org"]}
    kept = {}
    with report.group("sending: accounts, by Dovecot and aiosmtpd") as group, contextlib.ExitStack() as servers:
        check_accounts(group, options, folder, certificates, servers)
    report.each("sending: a password in a file is told and never shown", SECRETS, check_secret, options, folder / "secrets")
    with report.group("sending: by Dovecot, every mail once, byte for byte the one that is kept") as group:
        kept = check_mails(group, options, folder, certificates["localhost"])
    report.each("sending: killed at each stage, then again: nothing twice", STAGES, check_killed, options, folder / "killed")
    with report.group("sending: killed at any moment, and two at once: nothing twice") as group:
        check_crowd(group, options, folder / "crowd")
    with report.group("sending: speed") as group:
        check_speed(group, options, folder / "speed")
    return kept


# ---- the program ----

class Office:
    """A copy of the sample with built emails, from which somebody sends."""

    def __init__(self, options, folder, partners=None, documents=(FORMAL,), change=None):
        self.binary = Path(options.binary).resolve()
        self.folder, self.leaks = folder, []
        self.environment = {"SOURCE_DATE_EPOCH": str(NOON), "HANDCLASP_PASSWORD": PASSWORD, "HANDCLASP_TIMEOUT": str(PATIENCE)}
        self.environment |= {"HANDCLASP_PAUSE": "0.1", "XDG_CONFIG_HOME": str(folder / "config"), "LC_ALL": "C.UTF-8"}
        self.data = Copy(options.sample, folder)
        if partners is not None:
            self.data.partners = partners(self.data.partners)
        if change:
            change(self.data)
        self.data.save()
        built = self.run("build", *documents, "--format", "md", "--format", "eml")
        if built.returncode:
            raise RuntimeError(f"build: {built.stderr}")

    def account(self, port, **more):
        """Somebody's own account in the user's settings: without encryption unless more is said. It beats the workspace's."""
        path = self.folder / "config/handclasp/mail.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump({"host": "127.0.0.1", "port": port, "tls": "none"} | more), encoding="utf-8")

    def start(self, *arguments, typed=None, **environment):
        """The program, running; what is typed is all that it gets to read."""
        command = [str(self.binary), *map(str, arguments), "--workspace", str(self.folder)]
        environment = {**os.environ, **self.environment, **environment}
        pipes = dict.fromkeys(["stdout", "stderr"], subprocess.PIPE)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, text=True, **pipes)
        if typed:
            process.stdin.write(typed)
        process.stdin.close()
        process.stdin = None
        return process

    def run(self, *arguments, **more):
        """The program, ended."""
        return self.end(self.start(*arguments, **more))

    def end(self, process):
        """Waits for the program; all that it said stands in `said`, the end of its messages in `told`."""
        try:
            process.stdout, process.stderr = process.communicate(timeout=3 * PATIENCE)
        finally:
            process.kill()
        process.said, process.told = process.stdout + process.stderr, repr(process.stderr.strip()[-400:])
        if any(secret in process.said for secret in [PASSWORD, TOKEN, encoded(PASSWORD)]):
            self.leaks.append(process.said)
        return process

    def send(self, *arguments, **more):
        """Sends without asking."""
        return self.run("send", *arguments, "--yes", **more)

    def ledger(self, partner, document=None):
        """The lines of a partner's ledger, of one document if named."""
        path = self.folder / f"partners/{partner}.log"
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
        return [entry for entry in entries if document in (None, entry.get("document"))]

    def kept(self, partner, document):
        """The bytes of a mail that are kept."""
        return (self.folder / f"sent/{partner}/{document}.eml").read_bytes()

    def forget(self):
        """As if nothing had been sent."""
        for path in (self.folder / "partners").glob("*.log"):
            path.unlink()
        shutil.rmtree(self.folder / "sent", ignore_errors=True)


def encoded(secret):
    """As it goes over the line, for a leak in disguise."""
    return base64.b64encode(secret.encode()).decode()


def crowd(number):
    """So many partners, all the same but for their names and addresses."""
    def change(partners):
        made = {}
        for at in range(number):
            made[f"partner-{at:03}"] = partner = copy.deepcopy(partners["gruenfliess"])
            partner["contacts"][0]["email"] = f"office@partner-{at:03}.example.org"
            partner["legal_name"] = f"Grünfließ {at} GmbH"
        return made
    return change


# ---- the servers ----

def free_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def certificate(authority, folder, host):
    """A server's certificate and key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    now, day = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(days=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    builder = x509.CertificateBuilder(authority.name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    paths = folder / f"{host}.pem", folder / f"{host}.key"
    paths[0].write_bytes(builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


def tls(paths):
    """A server's side of the encryption."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*paths)
    return context


class Sink:
    """aiosmtpd: takes every mail. With `login`, only from who logs in; it counts the tries."""

    def __init__(self, login=False, encryption=None, starttls=None, without=()):
        self.mails, self.logins, self.watch = [], 0, None
        self.port = free_port()
        more = {"auth_required": True, "auth_require_tls": False, "authenticator": self.authenticate} if login else {}
        more |= {"auth_exclude_mechanism": without, "tls_context": starttls, "require_starttls": starttls is not None}
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, ssl_context=encryption, **more)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        """A mail is there."""
        self.mails.append((tuple(envelope.rcpt_tos), bytes(envelope.original_content)))
        if self.watch:
            self.watch(len(self.mails))
        return f"250 2.0.0 queued as {len(self.mails)}"

    def authenticate(self, server, session, envelope, mechanism, data):
        """PLAIN and LOGIN."""
        self.logins += 1
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    async def auth_XOAUTH2(self, server, args):
        """A token; one that is refused is answered with a reason, and that with an empty line (Google's and Microsoft's way)."""
        self.logins += 1
        if base64.b64decode(args[1]).decode() == f"user={USER}\1auth=Bearer {TOKEN}\1\1":
            return AuthResult(success=True)
        await server.push("334 " + encoded('{"status":"400","schemes":"Bearer"}'))
        await asyncio.wait_for(server._reader.readline(), PATIENCE)
        return AuthResult(success=False, handled=False)


@contextlib.contextmanager
def dovecot(folder, sink, paths):
    """Dovecot's submission service, which hands on to a sink; gives its ports (implicit, STARTTLS) and its log."""
    folder.mkdir()
    ports, log = (free_port(), free_port()), folder / "log"
    text = f"""
        base_dir = {folder}/run
        state_dir = {folder}/state
        log_path = {log}
        protocols = submission
        listen = 127.0.0.1
        hostname = submission.example.org
        mail_location = maildir:{folder}/users/mail
        ssl = required
        ssl_cert = <{paths[0]}
        ssl_key = <{paths[1]}
        auth_mechanisms = plain login
        auth_failure_delay = 0
        submission_relay_host = 127.0.0.1
        submission_relay_port = {sink.port}
        passdb {{
          driver = passwd-file
          args = {folder}/users
        }}
        userdb {{
          driver = static
          args = uid=nobody gid=nogroup home={folder}/box
        }}
        service anvil {{
          # Else a wrong password makes the next one wait for seconds, which would be taken for ours.
          unix_listener anvil-auth-penalty {{
            mode = 0
          }}
        }}
        service submission-login {{
          inet_listener submission {{
            port = {ports[1]}
          }}
          inet_listener submissions {{
            port = {ports[0]}
            ssl = yes
          }}
        }}
    """
    with served(folder, text, ports[0]):
        yield *ports, log


@contextlib.contextmanager
def served(folder, text, port):
    """Dovecot with a configuration, for one user, while the block runs; `port` is one that it then listens on."""
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    (folder / "box").mkdir()
    shutil.chown(folder / "box", "nobody")
    # Its parts run under other names, and have to get here.
    for place in [folder, *folder.parents]:
        if not place.stat().st_mode & 0o001:
            place.chmod(0o711)
    process = subprocess.Popen(["dovecot", "-F", "-c", folder / "dovecot.conf"], stderr=subprocess.PIPE, text=True)
    try:
        reach(port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def reach(port, process):
    """Waits until somebody listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", port)).close()
        time.sleep(0.02)
    process.kill()
    raise RuntimeError(f"the server does not start: {process.communicate()[1]}")


# ---- accounts ----

def check_accounts(group, options, folder, certificates, servers):
    """Who is let in, who is not, and what is said about it. Nobody who is not let in tries twice."""
    office = Office(options, folder / "accounts", change=lambda data: data.partners.pop("camara-penarroble"))
    # Should this one be used, everything fails: the user's own beats it.
    with (office.folder / "institution.yaml").open("a", encoding="utf-8") as file:
        file.write("mail: {host: institution.invalid}\n")
    authority, here, other = {"tls_ca": str(folder / "ca.pem")}, certificates["localhost"], certificates["elsewhere.example.org"]
    enter = servers.enter_context
    sink = enter(Sink())
    implicit, starttls, log = enter(dovecot(folder / "dovecot-accounts", sink, here))
    login = enter(Sink(login=True, encryption=tls(here), without=["PLAIN", "XOAUTH2"]))
    upgrade = enter(Sink(login=True, starttls=tls(here)))
    token = enter(Sink(login=True, encryption=tls(here), without=["PLAIN", "LOGIN"]))
    foreign = enter(Sink(login=True, encryption=tls(other)))
    bare = enter(Sink(login=True))
    secure = {"host": "localhost", "tls": "implicit", "user": USER} | authority
    upgraded, tokened = secure | {"tls": "starttls"}, secure | {"auth": "xoauth2"}
    wrong, tokens = {"HANDCLASP_PASSWORD": "wrong"}, {"HANDCLASP_PASSWORD": TOKEN}
    unknown = {key: value for key, value in secure.items() if key != "tls_ca"}
    everywhere = [sink, login, upgrade, token, foreign, bare]
    in_by, trusted = f"logged in: {USER}, with a", "encrypted, its certificate is trusted"
    # Name, account, more of the environment, exit code, words, tries to log in.
    by_command = {"password_command": ["cat", str(folder / "password")]}
    (folder / "password").write_text(PASSWORD + "\n", encoding="utf-8")
    cases = [
        ("Dovecot, implicit TLS", implicit, secure, {}, SENT, [trusted, f"{in_by} password", "nothing was sent"], 0),
        ("Dovecot, STARTTLS", starttls, upgraded, {}, SENT, [trusted, f"{in_by} password"], 0),
        ("aiosmtpd, AUTH LOGIN", login.port, secure, {}, SENT, [trusted, f"{in_by} password"], 1),
        ("aiosmtpd, STARTTLS", upgrade.port, upgraded, {}, SENT, [trusted, f"{in_by} password"], 1),
        ("aiosmtpd, XOAUTH2", token.port, tokened, tokens, SENT, [trusted, f"{in_by} token"], 1),
        ("password by a command", login.port, secure | by_command, wrong, SENT, [f"{in_by} password"], 1),
        ("password by a variable", login.port, secure | {"password_variable": "MINE"}, wrong | {"MINE": PASSWORD}, SENT, [], 1),
        ("password on standard input", login.port, secure, wrong | {"typed": PASSWORD + "\n"}, SENT, [], 1),
        ("Dovecot, wrong password", implicit, secure, wrong, NO_ENTRY, ["does not let you in", "535"], 0),
        ("aiosmtpd, wrong password", login.port, secure, wrong, NO_ENTRY, ["does not let you in", "535"], 1),
        ("aiosmtpd, wrong password, STARTTLS", upgrade.port, upgraded, wrong, NO_ENTRY, ["does not let you in", "535"], 1),
        ("aiosmtpd, wrong token", token.port, tokened, wrong, NO_ENTRY, ["does not let you in", "535"], 1),
        ("no such way to log in", token.port, secure, {}, NO_ENTRY, ["does not let you in", "does not offer"], 0),
        ("unknown authority", implicit, unknown, {}, NO_ENTRY, ["is not trusted", "UnknownIssuer", "tls_ca"], 0),
        ("unknown authority, STARTTLS", starttls, unknown | {"tls": "starttls"}, {}, NO_ENTRY, ["is not trusted"], 0),
        ("certificate of another host", foreign.port, secure, {}, NO_ENTRY, ["is not trusted", "elsewhere.example.org"], 0),
        ("no STARTTLS", bare.port, upgraded, {}, NO_ENTRY, ["is not trusted", "STARTTLS"], 0),
        ("no encryption where it is wanted", bare.port, secure, {}, NO_ENTRY, ["is not trusted"], 0),
        # Nobody is there (RFC 5737), and nobody is asked.
        ("no encryption to elsewhere", 25, {"host": "192.0.2.1", "user": USER}, {}, NO_ENTRY, ["is not trusted"], 0),
    ]
    called_refused = []
    for name, port, account, more, code, told, tries in cases:
        office.account(port, **account)
        way = ["--password-stdin"] if "typed" in more else []
        for arguments in [["--check-account"], [FORMAL, "--yes"]] if code == NO_ENTRY else [["--check-account"]]:
            where, known = f"{name}, {arguments[0]}", [sum(one.logins for one in everywhere), attempts(log)]
            began = time.monotonic()
            run = office.run("send", *arguments, *way, **more)
            group.same(run.returncode, code, where, f"exit code, said {run.told},")
            group.check(time.monotonic() - began < 5, where, "takes more than 5 s")
            for word in told:
                group.check(word in run.said, where, f"does not say {word!r}: {run.told}")
            group.same(sum(one.logins for one in everywhere) - known[0], tries, where, "tries to log in at aiosmtpd")
            wanted = known[1] + (name.startswith("Dovecot") and code == NO_ENTRY)
            group.same(attempts(log, wanted), wanted, where, "tries to log in at Dovecot so far")
        results = {entry.get("result") for partner in office.data.partners for entry in office.ledger(partner)}
        if "refused" in results or "1 refused" in run.said:
            called_refused.append(name)
        office.forget()
    # Not the mail was refused, but we: it was never on its way to the partner.
    group.check(not called_refused, "no entry", f"ledger and report call a partner's mail refused: {', '.join(called_refused)}")
    group.check(not any(one.mails for one in everywhere), "accounts", "a mail was sent")
    group.check(not office.leaks, "accounts", f"a password or token was shown: {office.leaks}")
    # A server may repeat what it did not understand.
    with Clerk("nowhere") as clerk:
        office.account(clerk.port, user=USER)
        for arguments in [["--check-account"], [FORMAL, "--yes"]]:
            run = office.run("send", *arguments)
            group.same(run.returncode, NO_ENTRY, "a server that repeats the password", "exit code")
            group.check(encoded(PASSWORD) not in run.said, "a server that repeats the password", f"it is shown: {run.told}")
        ledgers = "".join(path.read_text(encoding="utf-8") for path in (office.folder / "partners").glob("*.log"))
        group.check(encoded(PASSWORD) not in ledgers, "a server that repeats the password", "it stands in the ledger")


def attempts(log, wanted=0):
    """How often somebody was not let in by Dovecot. Its log comes a little later: so many are waited for, and a bit more."""
    count = lambda: sum(map(int, re.findall(r"auth failed, (\d+) attempts", log.read_text(encoding="utf-8"))))
    end = time.monotonic() + 2
    while count() < wanted and time.monotonic() < end:
        time.sleep(0.02)
    if wanted and count() >= wanted:
        time.sleep(0.05)
    return count()


# File, text, whether it has to be called a secret in a file. The others are wrong in another way, and do not show it either.
SECRETS = [
    ("institution.yaml", f'mail: {{host: "smtp.example.org", user: "me", password: "{SECRET}"}}', True),
    ("institution.yaml", f"mail:\n  host: smtp.example.org\n  user: me\n  Password: {SECRET}", True),
    ("institution.yaml", f'mail: {{host: "smtps://me:{SECRET}@smtp.example.org"}}', True),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", token: "{SECRET}", prot: 465}}', True),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", smtp_password: "{SECRET}"}}', True),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", kennwort: "{SECRET}"}}', False),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", contraseña: "{SECRET}"}}', False),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", auth: {{password: "{SECRET}"}}}}', True),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", user: "me"}}\npassword: "{SECRET}"', True),
    ("institution.yaml", f'password: "{SECRET}"', True),
    ("institution.yaml", f'smtp: {{host: "smtp.example.org", password: "{SECRET}"}}', True),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", password: "{SECRET}"', False),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", user: "me", password_command: "{SECRET}"}}', False),
    ("institution.yaml", f'mail: {{host: "smtp.example.org", user: "me", password_variable: "{SECRET}"}}', False),
    ("mail.yaml", f'{{host: "smtp.example.org", user: "me", password: "{SECRET}"}}', True),
    ("mail.yaml", f"host: smtp.example.org\npassword: {SECRET}\n prot: 1", False),
]


def check_secret(group, case, options, folder):
    """Exit code 1, and the secret stands in nothing that is said."""
    file, text, named = case
    office = Office(options, folder / str(SECRETS.index(case)), documents=[INFORMAL])
    path = office.folder / file
    if file == "mail.yaml":
        path = office.folder / "config/handclasp/mail.yaml"
        path.parent.mkdir(parents=True)
    with path.open("a", encoding="utf-8") as opened:
        opened.write(text + "\n")
    where, shown = f"{file}, `{text}`", []
    for arguments in [["send", "--check-account"], ["send", INFORMAL, "--yes"], ["check"], ["build", INFORMAL]]:
        for more in [[], ["--message-format", "json"]]:
            run = office.run(*arguments, *more, HANDCLASP_PASSWORD="")
            if SECRET in run.said:
                shown.append(" ".join(arguments + more))
        if arguments[0] == "send":
            group.same(run.returncode, PROBLEMS, where, f"exit code of `{' '.join(arguments)}`, which said {run.told},")
            if named:
                group.check("secret-in-file" in run.said, where, f"is not called a secret: {run.told}")
    group.check(not shown, where, f"it is shown by {', '.join(shown)}")


# ---- mails ----

def check_mails(group, options, folder, paths):
    """By Dovecot into a sink, both emails to all partners; gives the mails that are kept."""
    everybody = lambda data: data.partners["camara-penarroble"].pop("documents")
    office = Office(options, folder / "mails", documents=[FORMAL, INFORMAL, "one-pager"], change=everybody)
    # The PDFs, to compare what is attached with.
    made = office.run("build", "one-pager", "--format", "pdf")
    group.same(made.returncode, 0, "build one-pager", "exit code")
    workspace = Workspace(office.folder, office.folder / "output")
    built = {(one.partner, one.name): one for one in workspace.documents}
    partners, kept = sorted(office.data.partners), {}
    secure = {"host": "localhost", "tls": "implicit", "user": USER, "tls_ca": str(folder / "ca.pem")}
    with Sink() as sink, dovecot(folder / "dovecot-mails", sink, paths) as (port, _, log):
        office.account(port, **secure)
        both = office.send(FORMAL, INFORMAL)
        group.check(both.returncode == PROBLEMS and "two mails" in both.said, "both at once", f"{both.returncode}: {both.told}")
        unasked = office.run("send", FORMAL)
        group.check(unasked.returncode == 2 and "--yes" in unasked.said, "without --yes", f"{unasked.returncode}: {unasked.told}")
        test = office.send(FORMAL, "--test-to", "me@example.org")
        group.same(test.returncode, SENT, "--test-to", f"exit code, said {test.told},")
        group.same([to for to, _ in sink.mails], [("me@example.org",)] * len(partners), "--test-to", "recipients")
        for _, arrived in sink.mails:
            message = email.message_from_bytes(arrived, policy=email.policy.default)
            group.check(message["Subject"].startswith("[Test] "), "--test-to", f"subject is {message['Subject']!r}")
            group.same(str(message["To"]), "me@example.org", "--test-to", "To")
        group.check(not list((office.folder / "partners").glob("*.log")), "--test-to", "leaves a ledger")
        group.check(not (office.folder / "sent").exists(), "--test-to", "leaves copies")
        group.check(not both.returncode == SENT and len(sink.mails) == len(partners), "refused sends", "sent something")
        for document in [FORMAL, INFORMAL]:
            sink.mails.clear()
            run = office.send(document)
            group.same(run.returncode, SENT, document, f"exit code, said {run.told},")
            group.same(len(sink.mails), len(partners), document, "number of mails")
            for partner in partners:
                check_mail(group, office, sink, workspace, built, partner, document)
                kept[f"{partner}/{document}"] = office.kept(partner, document)
            sink.mails.clear()
            again = office.send(document)
            where = f"{document} again"
            group.check(again.returncode == SENT and "sent-before" in again.said, where, f"{again.returncode}: {again.told}")
            group.check(not sink.mails, where, "is sent again")
        group.check("Error" not in log.read_text(), "Dovecot", f"has errors: {log.read_text()[-2000:]}")
        check_thread(group, kept, partners)
        group.check(not office.leaks, "secrets", f"a password was shown: {office.leaks}")
        # A second computer, later: the same mails have the same names, and the date of the day on which they left.
        fresh = Office(options, folder / "fresh", documents=[FORMAL, INFORMAL], change=everybody)
        fresh.account(port, **secure)
        for document in [FORMAL, INFORMAL]:
            run = fresh.send(document, SOURCE_DATE_EPOCH=str(NOON + 3600), TZ="Europe/Lisbon")
            group.same(run.returncode, SENT, f"fresh workspace, {document}", f"exit code, said {run.told},")
            for partner in partners:
                one, other = parsed(kept[f"{partner}/{document}"]), parsed(fresh.kept(partner, document))
                group.same(other["Message-ID"], one["Message-ID"], f"fresh workspace, {partner}/{document}", "Message-ID")
                ago = datetime.datetime.now(datetime.timezone.utc) - other["Date"].datetime
                now = datetime.timedelta(seconds=-2) <= ago <= datetime.timedelta(minutes=10)
                group.check(now, f"fresh workspace, {partner}/{document}", f"is dated {other['Date']}, which is not when it left")
    ids = [parsed(mail)["Message-ID"] for mail in kept.values()]
    group.same(len(set(ids)), len(ids), "Message-IDs", "number of different ones")
    own = all(one.endswith("@ancora-azul.example.org>") for one in ids)
    group.check(own, "Message-IDs", f"are not on the sender's domain: {ids}")
    return kept


def check_mail(group, office, sink, workspace, built, partner, document):
    """One mail: what arrived is what is kept, noted, and what was looked at."""
    where, entry = f"{partner}/{document}", built[partner, document]
    meta, _ = words.front_matter(entry.text("md"))
    arrived = [(to, mail) for to, mail in sink.mails if meta["to"] in to]
    group.same(len(arrived), 1, where, "how often it arrived")
    (to, mail), kept = arrived[0], office.kept(partner, document)
    group.same(to, (meta["to"],), where, "recipients")
    trace = mail[: len(mail) - len(kept)]
    group.check(mail.endswith(kept), where, "is not byte for byte what is kept in `sent`")
    names = {name.lower() for name, _ in email.message_from_bytes(trace, policy=email.policy.default).items()}
    group.check(names and names <= set(TRACE), where, f"the server put {names} in front")
    ledger = office.ledger(partner, document)
    group.same([one["what"] for one in ledger], ["rendered", "intent", "dot", "outcome"], where, "ledger")
    rendered, outcome = ledger[0], ledger[-1]
    group.same(rendered["sha256"], hashlib.sha256(mail[len(trace):]).hexdigest(), where, "SHA-256 in the ledger")
    group.same(outcome["result"], "sent", where, "outcome in the ledger")
    group.check("queued as" in outcome["reply"], where, f"the server's number is not in the ledger: {outcome['reply']}")
    message = parsed(kept)
    group.same(f"<{rendered['message_id']}>", message["Message-ID"], where, "Message-ID")
    for name in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version"]:
        group.same(len(message.get_all(name, [])), 1, where, f"number of {name}")
    for name in ["Bcc", "X-Unsent"]:
        group.check(name not in message, where, f"has {name}")
    group.same(message["Subject"], meta["subject"], where, "subject")
    group.same(rendered["subject"], meta["subject"], where, "subject in the ledger")
    for name, person in [("From", USER), ("To", meta["to"])]:
        (one,) = message[name].addresses
        group.same((one.addr_spec, one.display_name), (person, workspace.person(person, partner) or ""), where, name)
    body = lambda raw: raw.split(b"\r\n\r\n", 1)[1]
    group.check(body(kept) == body(entry.files["eml"].read_bytes()), where, "has another body than the draft that was looked at")
    # As a draft is looked at, but as it arrived.
    path = office.folder / f"arrived.{partner}.{document}.eml"
    path.write_bytes(mail)
    looked_at = Document(partner, document, entry.language, entry.files | {"eml": path}, workspace)
    email_.check_bytes(group, looked_at)
    email_.check_words(group, looked_at)
    email_.check_attachments(group, looked_at, workspace)


def check_thread(group, kept, partners):
    """The informal email answers the formal one that went before."""
    for partner in partners:
        first, second = (parsed(kept[f"{partner}/{document}"]) for document in [FORMAL, INFORMAL])
        group.check("In-Reply-To" not in first and "References" not in first, partner, "the first mail follows another one")
        for name in ["In-Reply-To", "References"]:
            group.same(second[name], first["Message-ID"], partner, name)


def parsed(mail):
    """A mail as the strict parser reads it."""
    return email.message_from_bytes(mail, policy=email.policy.default.clone(raise_on_defect=True))


# ---- what is cut off ----

# Where the server stops, and whether it may have the mail then.
STAGES = [
    ("greeting", False), ("EHLO", False), ("MAIL", False), ("RCPT", False), ("DATA", False), ("body", False),
    ("dot", True), ("dot of the second", True), ("QUIT", True),
]


class Clerk:
    """A server that stops at one stage of one conversation and says nothing more; the others go on to the end."""

    def __init__(self, stage):
        self.stage, self.mails = stage.split()[0], []
        self.skip = 1 if "second" in stage else 0
        self.there = threading.Event()
        self.socket = socket.socket()
        if stage == "body":
            # So little goes into the pipe that the other side has to wait.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.work, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def work(self):
        """Takes conversations, one thread each."""
        with contextlib.suppress(OSError):
            while True:
                one, _ = self.socket.accept()
                threading.Thread(target=self.talk, args=(one,), daemon=True).start()

    def talk(self, one):
        """A conversation."""
        with contextlib.suppress(OSError), one, one.makefile("rb") as lines:
            say = lambda text: one.sendall(text.encode() + b"\r\n")
            self.at("greeting", one)
            say("220 clerk.example.org")
            for line in lines:
                verb = line.split()[0].decode().upper()
                if verb == "AUTH":
                    say("500 5.5.1 Command unrecognized: " + line.decode().strip())
                    continue
                self.at(verb, one)
                if verb == "EHLO":
                    say("250-clerk.example.org\r\n250-AUTH PLAIN\r\n250 SIZE 10000000")
                elif verb == "RCPT":
                    to = line.decode().strip()
                    say("250 2.1.5 fine")
                elif verb == "DATA":
                    say("354 go on")
                    mail = lines.read(100)
                    self.at("body", one)
                    while not mail.endswith(b"\r\n.\r\n"):
                        mail += lines.readline()
                    self.mails.append((to, mail))
                    self.at("dot", one)
                    say("250 2.0.0 queued")
                else:
                    say("221 bye" if verb == "QUIT" else "250 fine")

    def at(self, stage, one):
        """At a stage: goes on, or stops until the other side is gone."""
        if stage != self.stage or self.there.is_set():
            return
        if self.skip:
            self.skip -= 1
            return
        self.there.set()
        # What lies in the pipe is left there.
        end = select.poll()
        end.register(one, select.POLLRDHUP)
        end.poll(3000 * PATIENCE)
        raise OSError("gone")


def check_killed(group, case, options, folder):
    """`kill -9` while the program waits; then again, and settled by hand where nobody can know."""
    where, may_have = case
    office = Office(options, folder / where.replace(" ", "-"))
    partners = ["gruenfliess", "tahtiselka", "zolty-wiatrak"]
    with Clerk(where) as clerk:
        office.account(clerk.port)
        process = office.start("send", FORMAL, "--yes")
        group.check(clerk.there.wait(PATIENCE), where, "is never reached")
        if where == "QUIT":
            # What was answered is written down, and then the program takes its leave.
            time.sleep(0.05)
        process.kill()
        office.end(process)
        had = len(clerk.mails)
        group.same(had, {"dot": 1, "dot of the second": 2, "QUIT": 3}.get(where, 0), where, "mails that the server has")
        again = office.send(FORMAL)
        if not may_have:
            group.same(again.returncode, SENT, where, f"exit code of the second send, which said {again.told},")
        elif where == "QUIT":
            group.check(again.returncode == SENT and "sent-before" in again.said, where, f"{again.returncode}: {again.told}")
        else:
            doubtful = partners[had - 1]
            group.check(again.returncode in (PROBLEMS, IN_DOUBT), where, f"second send: {again.returncode}: {again.told}")
            says = "in-doubt" in again.said and f"resolve {doubtful} {FORMAL}" in again.said
            group.check(says, where, f"does not say so: {again.told}")
            group.same(len(clerk.mails), had, where, "mails after the second send")
            others = [word for one in partners if one != doubtful for word in ("--partner", one)]
            rest = office.send(FORMAL, *others)
            group.same(rest.returncode, SENT, where, f"exit code of sending to the others, which said {rest.told},")
            group.same(len(clerk.mails), 3, where, "mails after sending to the others")
            settled = office.run("resolve", doubtful, FORMAL, "--not-sent" if where == "dot" else "--sent")
            group.same(settled.returncode, 0, where, f"exit code of resolve, which said {settled.told},")
            last = office.send(FORMAL)
            group.same(last.returncode, SENT, where, f"exit code after resolve, which said {last.told},")
        # Settled as not sent, though it was: the partner gets it twice, under one name.
        counts = collections.Counter(to for to, _ in clerk.mails)
        group.same(sorted(counts.values()), [1, 1, 2] if where == "dot" else [1, 1, 1], where, "mails by recipient")
        ids = {(to, parsed(mail)["Message-ID"]) for to, mail in clerk.mails}
        group.same(len(ids), 3, where, "Message-IDs")
        for partner in partners:
            kept, latest = office.kept(partner, FORMAL), office.ledger(partner, FORMAL)
            group.check(any(mail == stuffed(kept) for _, mail in clerk.mails), where, f"what is kept for {partner} never arrived")
            noted = [one["sha256"] for one in latest if one["what"] == "rendered"][-1]
            group.same(noted, hashlib.sha256(kept).hexdigest(), where, f"SHA-256 in the ledger of {partner}")


def stuffed(mail):
    """A mail as it goes over the line."""
    return re.sub(rb"(?m)^\.", b"..", mail) + b".\r\n"


def check_crowd(group, options, folder):
    """Killed again and again in the middle of many mails; then two at once."""
    office, number = Office(options, folder, crowd(40), documents=[INFORMAL]), 40
    chance = random.Random(20261123)
    with Sink() as sink:
        office.account(sink.port)
        doubts = 0
        for kill in range(8):
            there, wanted = threading.Event(), len(sink.mails) + chance.randint(1, 4)

            def watch(count):
                if count >= wanted and not there.is_set():
                    there.set()
                    # Every second time the answer comes so late that it finds nobody.
                    time.sleep(0.05 * (kill % 2))

            sink.watch, where = watch, f"kill {kill}"
            process = office.start("send", INFORMAL, "--yes")
            group.check(there.wait(PATIENCE), where, "no more mails come")
            time.sleep(chance.uniform(0, 0.004))
            process.kill()
            office.end(process)
            ends = {partner: (office.ledger(partner) or [{"what": "nothing"}])[-1]["what"] for partner in office.data.partners}
            doubtful = [partner for partner, end in ends.items() if end == "dot"]
            group.check(len(doubtful) <= 1, where, f"{len(doubtful)} mails are in doubt")
            doubts += len(doubtful)
            # The server may be about to take what lies in the pipe.
            time.sleep(0.1)
            before = len(sink.mails)
            for partner in doubtful:
                run = office.send(INFORMAL)
                says = run.returncode in (PROBLEMS, IN_DOUBT) and "in-doubt" in run.said
                group.check(says, where, f"does not say so, exit code {run.returncode}: {run.told}")
                group.same(len(sink.mails), before, where, "mails while one is in doubt")
                arrived = any(partner in to[0] for to, _ in sink.mails)
                office.run("resolve", partner, INFORMAL, "--sent" if arrived else "--not-sent")
        sink.watch = None
        run = office.send(INFORMAL)
        group.same(run.returncode, SENT, "after the kills", f"exit code, said {run.told},")
        once(group, office, sink, number, "after the kills")
        print(f"sending: 8 kills in the middle of {number} mails, {doubts} of them left one in doubt")
        codes = []
        for turn in range(3):
            office.forget()
            sink.mails.clear()
            both = [office.start("send", INFORMAL, "--yes") for _ in range(2)]
            both = [office.end(one) for one in both]
            codes += [tuple(one.returncode for one in both)]
            where = f"two at once, {turn}"
            for one in both:
                group.check(one.returncode in (SENT, PROBLEMS, DEFERRED), where, f"exit code {one.returncode}: {one.told}")
                says = "in use" in one.said or "meanwhile" in one.said
                group.check(one.returncode == SENT or says, where, f"does not say why: {one.told}")
            last = office.send(INFORMAL)
            group.same(last.returncode, SENT, where, f"exit code of a third, which said {last.told},")
            once(group, office, sink, number, where)
        print(f"sending: two at once ended with {codes}")


def once(group, office, sink, number, where):
    """Everybody has one mail, and the ledger knows of it."""
    counts = collections.Counter(to for to, _ in sink.mails)
    group.same((len(counts), set(counts.values())), (number, {1}), where, "recipients, and how often")
    ends = [office.ledger(partner)[-1] for partner in office.data.partners]
    ends = {(end["what"], end.get("result", end.get("sent"))) for end in ends}
    group.check(ends <= {("outcome", "sent"), ("resolved", True)}, where, f"ledgers end with {ends}")
    kept = {office.kept(partner, INFORMAL) for partner in office.data.partners}
    group.check(kept == {mail for _, mail in sink.mails}, where, "what is kept is not what arrived")


# ---- speed ----

def check_speed(group, options, folder):
    """200 mails with a PDF: the whole run, and a bare loop that sends the same bytes to the same server."""
    number = 200
    began = time.monotonic()
    office = Office(options, folder, crowd(number))
    building = time.monotonic() - began
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        reach(port, server)
        office.account(port)
        began = time.monotonic()
        planned = office.run("send", FORMAL, "--plan")
        making = time.monotonic() - began
        group.same(planned.returncode, 0, "plan", f"exit code, said {planned.told},")
        began = time.monotonic()
        run = office.send(FORMAL)
        whole = time.monotonic() - began
        group.same(run.returncode, SENT, "send", f"exit code, said {run.told},")
        group.check(f"{number} sent" in run.said, "send", f"did not send {number}: {run.told}")
        mails = [(office.ledger(partner)[0]["to"], office.kept(partner, FORMAL)) for partner in office.data.partners]
        began = time.monotonic()
        with smtplib.SMTP("127.0.0.1", port) as bare:
            for to, mail in mails:
                bare.sendmail(USER, to, mail)
        loop = time.monotonic() - began
    finally:
        server.kill()
        server.wait()
    size = sum(len(mail) for _, mail in mails) / number / 1000
    print(f"sending: {number} mails of {size:.0f} kB to aiosmtpd: {whole:.2f} s, of which {making:.2f} s make them anew")
    ratios = f"{whole / loop:.1f} in all, {(whole - making) / loop:.1f} without the making"
    print(f"sending: a bare smtplib loop {loop:.2f} s; ratio {ratios} (building them took {building:.1f} s)")
    group.check(whole - making < 5 * loop + 5, "speed", f"{whole - making:.1f} s against {loop:.1f} s of a bare loop")
