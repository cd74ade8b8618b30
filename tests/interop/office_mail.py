"""Emails that leave from the page, in the browser: one, thirty, stopped in the middle, copied; to aiosmtpd on this computer."""

import copy as copies
import re
import urllib.parse

from playwright.sync_api import expect

from sending import FORMAL, Sink

PARTNER = "tahtiselka"
EMAIL = f"/partners/{PARTNER}/{FORMAL}.en"
PAGES = {
    "send": f"/send?document={FORMAL}",
    "send-plan": f"/send/plan?document={FORMAL}&partner={PARTNER}&partner=p01&partner=p02",
    "email-ways": EMAIL,
}
MANY = 30
# The server that takes everything, and the folder's program, as `prepare` leaves them.
SERVER = {}


def prepare(copy):
    """Thirty partners more, and an account that is slow enough for somebody to stop it."""
    model = copy.partners[PARTNER]
    for number in range(1, MANY + 1):
        partner = copies.deepcopy(model)
        partner["legal_name"] = f"Partner {number:02} & <Sons> Oy"
        partner["contacts"] = partner["contacts"][:1]
        partner["contacts"][0]["email"] = f"p{number:02}@many.example.org"
        partner.pop("mou", None)
        partner.pop("loi", None)
        partner.pop("meeting", None)
        copy.partners[f"p{number:02}"] = partner
    SERVER["sink"] = Sink().__enter__()
    copy.institution["mail"] = {"host": "127.0.0.1", "port": SERVER["sink"].port, "tls": "none", "per_minute": 300}
    return copy


def makes(group, visit, folder):
    """Everything is made on the page first; what was not made cannot be chosen."""
    page = visit.go(f"/send?document={FORMAL}")
    group.check("None of these emails is ready to leave." in page.inner_text("main"), "choice", page.inner_text("main")[:300])
    for partner in [PARTNER] + [f"p{number:02}" for number in range(1, MANY + 1)]:
        page.request.post(
            f"{visit.served.address}/partners/{partner}/make",
            form={"document": f"{FORMAL}.en"},
            headers={"Origin": visit.served.address},
        )
    page = visit.go(f"/send?document={FORMAL}")
    group.same(page.locator("input[name=partner]").count(), MANY + 1, "choice", "how many can be chosen")


def copies_it(group, visit, _):
    page = visit.go(EMAIL)
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visit.served.address)
    page.get_by_role("button", name="Copy the email with its formatting").click()
    expect(page.locator("#copied")).to_have_text("The email is copied. Paste it with Ctrl+V.")
    read = "async kind => { const items = await navigator.clipboard.read(); return (await items[0].getType(kind)).text(); }"
    html, text = page.evaluate(read, "text/html"), page.evaluate(read, "text/plain")
    group.check("<p" in html and "Päivi" in html, "formatted", html[:200])
    group.check("Päivi" in text and "<p" not in text, "plain", text[:200])
    page.get_by_role("button", name="Copy: Subject").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    group.same(page.evaluate("navigator.clipboard.readText()"), page.inner_text("#mail-subject"), "subject", "what is copied")


def copy_forbidden(group, visit, _):
    page = visit.go(EMAIL)
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy the email with its formatting").click()
    expect(page.locator("#copied")).to_contain_text("Ctrl+C")
    group.check("Päivi" in page.evaluate("getSelection().toString()"), "fallback", "the text is not marked")


def addresses(group, visit, _):
    page = visit.go(EMAIL)
    for name, host, subject in [("Open in Gmail", "mail.google.com", "su"), ("Open in Outlook on the web", "outlook.office.com", "subject")]:
        link = page.get_by_role("link", name=name)
        parts = urllib.parse.urlsplit(link.get_attribute("href"))
        fields = urllib.parse.parse_qs(parts.query)
        group.same((parts.scheme, parts.hostname), ("https", host), name, "where it leads")
        group.same(fields["to"], [page.inner_text("#mail-to").strip()], name, "whom it goes to")
        group.same(fields[subject], [page.inner_text("#mail-subject")], name, "its subject")
        group.same((link.get_attribute("target"), link.get_attribute("rel")), ("_blank", "noopener noreferrer"), name, "how it opens")


def sends_one(group, visit, folder):
    page = visit.go(EMAIL)
    page.get_by_role("link", name="Send this email").click()
    group.check("Go on: send 1 email" in page.inner_text("main"), "plan", page.inner_text("main"))
    page.get_by_role("button", name="Go on: send 1 email").click()
    group.same(page.inner_text("h1"), "Send 1 email now?", "question", "its title")
    group.same(len(SERVER["sink"].mails), 0, "before the yes", "number of mails")
    page.get_by_role("button", name="Send 1 email now").dblclick()
    page.wait_for_selector(".notice.made")
    group.check("1 of 1 emails was sent" in page.inner_text(".notice"), "result", page.inner_text("main"))
    group.same(len(SERVER["sink"].mails), 1, "after a double click", "number of mails")
    kept = (folder / "sent" / PARTNER / f"{FORMAL}.eml").read_bytes()
    group.check(SERVER["sink"].mails[0][1] == kept, "mail", "is another one than is kept")
    group.check("does not go out twice" in visit.go(EMAIL).inner_text("main"), "page", "still offers it")


def stops_in_the_middle(group, visit, folder):
    page = visit.go(f"/send?document={FORMAL}")
    before = len(SERVER["sink"].mails)
    page.get_by_role("button", name="Go on to the plan").click()
    page.get_by_role("button", name=f"Go on: send {MANY} emails").click()
    page.get_by_role("button", name=f"Send {MANY} emails now").click()
    expect(page.locator("#counted")).to_contain_text(re.compile(r"^[3-9] of"), timeout=20_000)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector(".notice.outdated", timeout=20_000)
    text = page.inner_text("main")
    number = int(re.search(rf"(\d+) of {MANY} emails", text)[1])
    group.check(2 < number < MANY, "stopped", text[:300])
    group.same(len(SERVER["sink"].mails) - before, number, "stopped", "what the server has")
    group.check("You stopped it" in text and "Not tried" in text, "result", text[:300])
    logs = [path for path in (folder / "partners").glob("p*.log") if '"sent"' in path.read_text(encoding="utf-8")]
    group.same(len(logs), number, "logs", "how many say that it was sent")


def sends_the_rest(group, visit, _):
    page = visit.go(f"/send?document={FORMAL}")
    rest = page.locator("input[name=partner]").count()
    # One box for all, and one of them by hand.
    page.get_by_label("All").uncheck()
    group.same(page.locator("input[name=partner]:checked").count(), 0, "all", "how many are ticked")
    page.get_by_label("All").check()
    page.locator("input[name=partner]").first.uncheck()
    page.get_by_role("button", name="Go on to the plan").click()
    page.get_by_role("button", name=f"Go on: send {rest - 1} emails").click()
    page.get_by_role("button", name=f"Send {rest - 1} emails now").click()
    page.wait_for_selector(".notice.made", timeout=40_000)
    addresses = [to for mail in SERVER["sink"].mails for to in mail[0]]
    group.same(len(addresses), len(set(addresses)), "mails", "how many went to the same address")
    group.same(len(addresses), MANY, "mails", "how many there are")


def notes_by_hand(group, visit, folder):
    page = visit.go(f"/send?document={FORMAL}")
    page.get_by_role("link", name="Look at it").first.click()
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.locator(".notice.made")).to_contain_text("Noted: you sent the email yourself.")
    group.check("None of these emails" in visit.go(f"/send?document={FORMAL}").inner_text("main"), "choice", "has it still")
    SERVER["sink"].__exit__()


ACTIONS = [
    ("what was made can be chosen", makes),
    ("copied with its formatting, and read back", copies_it),
    ("where copying is forbidden the text is marked", copy_forbidden),
    ("addresses of mailboxes in the browser", addresses),
    ("one email, with a double click", sends_one),
    ("thirty, stopped in the middle", stops_in_the_middle),
    ("the rest of them, each once", sends_the_rest),
    ("sent by hand, and noted", notes_by_hand),
]
