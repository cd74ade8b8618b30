"""Faults in the middle of a run: a full disk, a place that cannot be written, files that change, somebody who ends it.

What counts is what lies in the folder afterwards: whole files, each as a clean build makes it, nothing of ours that is taken
for a person's work, and a next run that makes what is missing and nothing else. File systems of our own live in a name
space of their own and are gone with it.
"""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from workspace import DATE, files

MODEL = "gruenfliess"
NUMBER = 60
PDF, TEXT, NOTES = "one-pager.en.pdf", "one-pager.en.md", ".handclasp.json"
# How the names of files begin that are not in their places yet.
# Where a run notes that it is writing; one that is killed leaves it to the next one.
LOCK = ".handclasp.lock"
UNPLACED = ".handclasp-"
DONE, PROBLEMS, INTERRUPTED = 0, 1, 130
# More than any of these runs takes, less than anybody waits.
PATIENCE = 60


def check(report, options, folder):
    """All checks of faults, each with a workspace of its own."""
    folder.mkdir()
    known = {}
    for name, check_case in CASES.items():
        with report.group(f"faults: {name}") as group:
            check_case(group, Fair(options, folder / check_case.__name__, known))


# ---- the program ----


class Fair:
    """A workspace with many partners that differ in their names, and the program on it.

    `known` is what a clean build makes of a partner, by the two files that it is made from: it is built once for all cases.
    """

    def __init__(self, options, folder, known):
        self.binary = Path(options.binary).resolve()
        self.folder, self.out, self.known = folder / "data", folder / "out", known
        self.model = (options.sample / f"partners/{MODEL}.yaml").read_text(encoding="utf-8")
        shutil.copytree(options.sample / "templates", self.folder / "templates")
        shutil.copy(options.sample / "institution.yaml", self.folder)
        (self.folder / "partners").mkdir()
        self.partners = []
        self.come(NUMBER)

    def come(self, number):
        """So many partners are there in all."""
        self.partners += [f"partner-{at:03}" for at in range(len(self.partners), number)]
        self.call(self.partners, "first")

    def call(self, partners, name):
        """Partners get another name, and so other documents."""
        for partner in partners:
            self.write(partner, self.text(partner, name))

    def text(self, partner, name):
        """A partner's file, when it is called so."""
        at = partner.removeprefix("partner-")
        text = self.model.replace("Grünfließ Präz", f"Grünfließ {at} Präz").replace("ausbildung@", f"ausbildung{at}@")
        return text.replace('short_name: "Grünfließ"', f'short_name: "Stand {at}, {name}"')

    def path(self, partner):
        """A partner's file."""
        return self.folder / f"partners/{partner}.yaml"

    def write(self, partner, text):
        """Saves a partner's file."""
        self.path(partner).write_text(text, encoding="utf-8")

    def start(self, *arguments, out=None, disks=None, stdout=subprocess.PIPE):
        """A build of the one-pagers, running. `asked` says for how many partners."""
        command = [self.binary, "build", "one-pager", "--workspace", self.folder, "--date", DATE, "--out", out or self.out]
        command = [*(disks.enter if disks else []), *command, *arguments]
        process = subprocess.Popen(list(map(str, command)), text=True, encoding="utf-8", stdout=stdout, stderr=subprocess.PIPE)
        process.asked = arguments.count("--partner") or len(self.partners)
        return process

    def end(self, process):
        """Waits for the program. `made` are the partners whose documents it made, `told` is the end of its messages."""
        try:
            process.stdout, process.stderr = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        rows = (process.stdout or "").splitlines()[1:]
        process.made, process.told = sorted(row.split()[0] for row in rows), repr(process.stderr.strip()[-300:])
        return process

    def run(self, *arguments, **more):
        """A build of the one-pagers, ended."""
        return self.end(self.start(*arguments, **more))

    def clean(self, partners=None):
        """What a build makes of the data as they are now in a folder that was not there: names and bytes."""
        institution = (self.folder / "institution.yaml").read_bytes()
        keys = {partner: (institution, partner, self.path(partner).read_bytes()) for partner in partners or self.partners}
        new = [partner for partner, key in keys.items() if key not in self.known]
        if new:
            out = self.folder.parent / "clean"
            run = self.run(*only(new), out=out)
            if run.returncode:
                raise RuntimeError(f"clean build: {run.told}")
            made = contents(out)
            self.known |= {keys[partner]: of([partner], made) for partner in new}
            shutil.rmtree(out)
        return {name: content for key in keys.values() for name, content in self.known[key].items()}

    def wait(self, process, number):
        """Waits until so many partners are done; whether it came to that while the program ran."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            if len(list(self.out.glob(f"*/{NOTES}"))) >= number:
                return True
            time.sleep(0.002)
        return False


def only(partners):
    """What asks for some partners' documents alone."""
    return [word for partner in partners for word in ("--partner", partner)]


def contents(folder):
    """The files in a folder of documents, names and bytes; also those that lie beside their places."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)}


def of(partners, there):
    """Only the files of some partners."""
    return {name: content for name, content in there.items() if name.split("/")[0] in partners}


def is_unplaced(name):
    """Whether a file still lies beside its place."""
    return name.split("/")[-1].startswith(UNPLACED)


def check_end(group, fair, run, where, *, code=DONE, made=None, by_hand=()):
    """How a run ended: neither with a crash nor with another exit code; whose files it takes for a person's, and whose
    documents it made.
    """
    crashed = run.returncode < 0 or "panicked" in run.stderr or "error[internal]" in run.stderr
    group.check(not crashed, where, f"crash: {run.told}")
    group.same(run.returncode, code, where, f"exit code, said {run.told},")
    out = re.escape(str(fair.out))
    touched = re.findall(rf"^warning\[(?:changed-by-hand|edit-is-stale)\]: `{out}/([^/`]+)/", run.stderr, re.M)
    group.same(sorted(set(touched)), sorted(by_hand), where, "partners whose files count as a person's")
    if made is not None:
        group.same(run.made, sorted(made), where, "partners whose documents were made")
    if made is not None and code == DONE:
        counted = (number(run, r"files? of (\d+) documents?"), number(run, r"(\d+) documents? up to date"))
        group.same(counted, (len(made), run.asked - len(made)), where, f"documents made and up to date, said {run.told},")


def number(run, pattern):
    """A number in the last line of what a run said; 0 where there is none."""
    found = re.search(pattern, (run.stderr.strip().splitlines() or [""])[-1])
    return int(found[1]) if found else 0


def check_whole(group, there, where, *wanted, leftovers=False):
    """Every file is one that a clean build makes, byte for byte, and nothing lies beside its place."""
    for name, content in there.items():
        if is_unplaced(name) or name == LOCK:
            group.check(leftovers, where, f"{name} was left")
            continue
        group.check(any(content == clean.get(name) for clean in wanted), where, f"{name} is not as any clean build makes it")
        group.check(not name.endswith(".pdf") or content.rstrip().endswith(b"%%EOF"), where, f"{name} is broken off")


def check_same(group, there, wanted, where):
    """The folder is as a clean build makes it."""
    group.same(sorted(there.keys() ^ wanted.keys()), [], where, "what one folder has and the other has not")
    other = [name for name in there.keys() & wanted.keys() if there[name] != wanted[name]]
    group.same(sorted(other), [], where, "what has other bytes than in a clean build")


# ---- disks ----


class Disks:
    """A name space for mounts, held by a process that ends with this one: whatever happens, no mount stays behind."""

    def __enter__(self):
        told = []
        # A user who is not root may be one in there.
        for options, more in [([], []), (["--map-root-user"], ["--user", "--preserve-credentials"])]:
            hold = ["unshare", *options, "--mount", "sh", "-c", "mount -t tmpfs try /tmp && umount /tmp && echo in && exec cat"]
            pipes = dict.fromkeys(["stdin", "stdout", "stderr"], subprocess.PIPE)
            self.holder = subprocess.Popen(hold, text=True, **pipes)
            if self.holder.stdout.readline() == "in\n":
                self.enter = ["nsenter", "--target", str(self.holder.pid), *more, "--mount"]
                return self
            told.append(self.holder.communicate()[1].strip())
        raise RuntimeError(f"no file system can be mounted here, neither as root nor in a user name space: {told}")

    def __exit__(self, *_):
        self.holder.kill()
        self.holder.communicate()

    def run(self, *command):
        """A command that sees the mounts."""
        subprocess.run([*self.enter, *map(str, command)], check=True, capture_output=True, text=True)

    def see(self, path):
        """A path as it is in there."""
        return Path(f"/proc/{self.holder.pid}/root") / Path(path).resolve().relative_to("/")

    @contextlib.contextmanager
    def small(self, folder, size):
        """A disk of so many bytes in a folder."""
        folder.mkdir(exist_ok=True)
        self.run("mount", "-t", "tmpfs", "-o", f"size={size}", "faults", folder)
        yield
        self.run("umount", folder)

    @contextlib.contextmanager
    def fixed(self, path, *options):
        """A mount of a file or folder on itself: nothing can be put in its place; with options also nothing into it."""
        self.run("mount", "--bind", path, path)
        if options:
            self.run("mount", "-o", ",".join(["remount", "bind", *options]), path)
        yield
        self.run("umount", path)


# ---- a disk that is full ----


def check_full(group, fair):
    """Half of the documents fit. With more room the others are made; then the disk is full when some are to be replaced."""
    wanted, some = fair.clean(), fair.partners[:20]
    size = sum(map(len, wanted.values())) // 2
    with Disks() as disks, disks.small(fair.out, size):
        run = fair.run(disks=disks)
        there = contents(disks.see(fair.out))
        missing = [partner for partner in fair.partners if of([partner], there) != of([partner], wanted)]
        group.check(0 < len(missing) < NUMBER, "full", f"{len(missing)} partners have no documents")
        check_whole(group, there, "full", wanted)
        check_end(group, fair, run, "full", code=PROBLEMS, made=set(fair.partners) - set(missing))
        group.same(failed(fair, run, "the disk is full"), missing, "full", "whose files are told of")
        disks.run("mount", "--options-mode", "ignore", "-o", f"remount,size={8 * size}", fair.out)
        check_end(group, fair, fair.run(disks=disks), "more room", made=missing)
        check_same(group, contents(disks.see(fair.out)), wanted, "more room")
        # Twice, since what the first attempt left must not be in the way of the second.
        for name in ["second", "third"]:
            where = f"full again, {name}"
            fair.call(some, name)
            fill(disks.see(fair.out) / "filler")
            run = fair.run(disks=disks)
            check_end(group, fair, run, where, code=PROBLEMS, made=[])
            group.same(failed(fair, run, "the disk is full"), some, where, "whose files are told of")
            there = contents(disks.see(fair.out))
            there.pop("filler")
            check_same(group, there, wanted, where)
        (disks.see(fair.out) / "filler").unlink()
        check_end(group, fair, fair.run(disks=disks), "room again", made=some)
        check_same(group, contents(disks.see(fair.out)), fair.clean(), "room again")
    # What is told must not be lost when nobody takes the table.
    [fails, *_] = fair.partners
    fair.write(fails, fair.text(fails, "first").replace("owner: coordinator", "owner: nobody"))
    with open("/dev/full", "w", encoding="utf-8") as full:
        run = fair.run(*only(fair.partners[:3]), stdout=full)
    group.same(run.returncode, PROBLEMS, "standard output is full", "exit code")
    group.check(f"partners/{fails}.yaml:" in run.stderr, "standard output is full", f"a failure is not told: {run.told}")


def fill(path):
    """Fills a disk up."""
    with contextlib.suppress(OSError), path.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def failed(fair, run, why):
    """The partners of which a message says that a file in their folder cannot be written, and why."""
    out = re.escape(str(fair.out))
    told = re.findall(rf"^error\[unwritable-file\]: `{out}/([^/`]+)/[^/`]+` cannot be written: {why}$", run.stderr, re.M)
    return sorted(set(told))


# ---- a place that cannot be written ----


def check_read_only(group, fair):
    """One partner's folder, then the whole one: read-only also for root, by a mount."""
    some, old = fair.partners[:20], fair.clean()
    [one, *others] = some
    fair.run()
    fair.call(some, "second")
    new = fair.clean()
    with Disks() as disks:
        with disks.fixed(fair.out / one, "ro"):
            run = fair.run(disks=disks)
        check_end(group, fair, run, "one folder", code=PROBLEMS, made=others)
        group.same(failed(fair, run, "the disk is read-only"), [one], "one folder", "whose files are told of")
        check_same(group, contents(fair.out), new | of([one], old), "one folder")
        check_end(group, fair, fair.run(), "mended", made=[one])
        check_same(group, contents(fair.out), new, "mended")
        fair.call(some, "third")
        with disks.fixed(fair.out, "ro"):
            run = fair.run(disks=disks)
        check_end(group, fair, run, "all folders", code=PROBLEMS, made=[])
        group.same(failed(fair, run, "the disk is read-only"), some, "all folders", "whose files are told of")
        check_same(group, contents(fair.out), new, "all folders")
    check_end(group, fair, fair.run(), "all mended", made=some)
    check_same(group, contents(fair.out), fair.clean(), "all mended")


def check_in_the_way(group, fair):
    """A PDF that cannot be replaced, while the data change twice; at the end it is replaced like any other."""
    fair.run()
    obstacles = {"busy": busy, "folder": as_folder, "immutable": immutable}
    for at, (kind, obstacle) in enumerate(obstacles.items()):
        some = fair.partners[10 * at : 10 * at + 10]
        if obstacle != immutable or can_be_immutable(fair.out / some[0] / PDF):
            check_obstacle(group, fair, kind, obstacle, some)
        else:
            print("faults: NOT CHECKED: an immutable file, because chattr cannot make one here")
    # A reader goes on reading what it has opened.
    reads = fair.partners[-1]
    path = fair.out / reads / PDF
    before = path.read_bytes()
    with path.open("rb") as reader:
        half = reader.read(len(before) // 2)
        fair.call([reads], "second")
        check_end(group, fair, fair.run("--partner", reads), "open", made=[reads])
        group.check(half + reader.read() == before, "open", "the reader does not get what it had opened")
    check_same(group, of([reads], contents(fair.out)), fair.clean([reads]), "open")


def check_obstacle(group, fair, kind, obstacle, some):
    """Some partners' data change twice while something is in the way of the first one's PDF."""
    [one, *others], before = some, contents(fair.out)
    path = fair.out / one / PDF
    told = rf"^error\[un(?:writ|read)able-file\]: `{re.escape(str(path))}` cannot be "
    with obstacle(path) as disks:
        for name in ["second", "third"]:
            where = f"{kind}, {name} data"
            fair.call(some, name)
            run, there = fair.run(*only(some), disks=disks), contents(fair.out)
            # What of the others' documents can be put there may be put there.
            check_end(group, fair, run, where, code=PROBLEMS, made=[*others, *{one}.intersection(run.made)])
            group.check(re.search(told, run.stderr, re.M), where, f"is not told: {run.told}")
            there.pop(f"{one}/{PDF}/mine.txt", None)
            check_whole(group, there, where, before, fair.clean(some))
            check_same(group, of(others, there), fair.clean(others), where)
    where = f"{kind}, mended"
    check_end(group, fair, fair.run(*only(some)), where, made=[one])
    check_same(group, of(some, contents(fair.out)), fair.clean(some), where)


@contextlib.contextmanager
def busy(path):
    """A mount on the file, as good as a program that locks it."""
    with Disks() as disks, disks.fixed(path):
        yield disks


@contextlib.contextmanager
def as_folder(path):
    """Somebody's folder of the same name, with something in it."""
    path.unlink()
    path.mkdir()
    (path / "mine.txt").write_text("mine", encoding="utf-8")
    yield None
    if (path / "mine.txt").read_text(encoding="utf-8") != "mine":
        raise RuntimeError("somebody's file was changed")
    shutil.rmtree(path)


@contextlib.contextmanager
def immutable(path):
    """A file that nobody may replace, not even root."""
    subprocess.run(["chattr", "+i", path], check=True, capture_output=True)
    try:
        yield None
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


def can_be_immutable(path):
    """Whether the file system knows of this, and we may ask for it."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError), immutable(path):
        return True
    return False


# ---- files that change while the program runs ----

GARBAGE = [b"{[", b"", b"\xff\xfe\x00", b"legal_name: [", b"\x00" * 5000]


def check_changed(group, fair):
    """While the first of many partners are made, files of later ones are changed, damaged and deleted."""
    fair.come(300)
    changed, broken, gone = fair.partners[200:230], fair.partners[240:250], fair.partners[260:270]
    old = fair.clean(changed + broken + gone)
    process = fair.start("--jobs", "1")
    group.check(fair.wait(process, 5), "start", "nothing was made in the middle of the run")
    fair.call(changed, "second")
    for at, partner in enumerate(broken):
        fair.path(partner).write_bytes(GARBAGE[at % len(GARBAGE)])
    for partner in gone:
        fair.path(partner).unlink()
    group.check(process.poll() is None, "start", "the program had ended before all files were changed")
    run, there = fair.end(process), contents(fair.out)
    fair.partners = [partner for partner in fair.partners if partner not in broken + gone]
    new = fair.clean()
    # What is damaged may be found out this time already.
    check_end(group, fair, run, "changed", code=run.returncode and PROBLEMS)
    check_whole(group, there, "changed", old, new)
    group.check({name.split("/")[0] for name in there} >= set(fair.partners), "changed", "others' documents were not made")
    later = [partner for partner in changed if of([partner], there) != of([partner], new)]
    run, after = fair.run(), contents(fair.out)
    check_end(group, fair, run, "next run", code=PROBLEMS, made=later)
    for partner in broken:
        group.check(f" partners/{partner}.yaml:" in run.stderr, "next run", f"does not tell of {partner}: {run.told}")
    check_same(group, of(fair.partners, after), new, "next run")
    # Nobody deletes a person's folder because there is no file of the partner any more.
    check_same(group, of(gone, after), of(gone, there), "partners that are gone")
    for partner in broken:
        fair.path(partner).unlink()
    check_end(group, fair, fair.run(), "without the damaged ones", made=[])


# ---- a partner whose document fails ----

# Somebody of ours who has no telephone yet, which is missing then.
ASSISTANT = """contacts:
  - {id: assistant, given_name: "Rui", family_name: "Sá", position: "Assistant", email: "rui.sa@ancora-azul.example.org"}
"""


def too_long(text):
    """More reasons than a page has room for."""
    reason = '  - {en: "' + "This is one more of the many reasons that we could give you here. " * 30 + '"}\n'
    return text.replace("why_us_for_them:\n", "why_us_for_them:\n" + reason * 3)


# What is done to the partner's file, the problem, and where it is told to be.
FAILING = {
    "missing data": (lambda text: text.replace("owner: coordinator", "owner: assistant"), "missing-data", "institution.yaml"),
    "unknown owner": (lambda text: text.replace("owner: coordinator", "owner: nobody"), "unknown-owner", "partner"),
    "too long": (too_long, "too-long", "partner"),
    "a field is gone": (lambda text: text.replace("legal_name:", "# legal_name:"), "missing-key", "partner"),
    "not YAML": (lambda text: text + "{[\n", "yaml-syntax", "partner"),
}


def check_failing(group, fair):
    """One partner fails in several ways; the others are made, it is told last, and nothing of it looks current."""
    institution = fair.folder / "institution.yaml"
    institution.write_text(institution.read_text(encoding="utf-8").replace("contacts:\n", ASSISTANT, 1), encoding="utf-8")
    fair.run()
    one, others = fair.partners[1], fair.partners[20:23]
    (fair.out / one / "mine.txt").write_text("mine", encoding="utf-8")
    for where, (fail, code, file) in FAILING.items():
        fair.write(one, fail(fair.text(one, "first")))
        # Of these there is something to remark, too, and they come after it.
        for other in others:
            fair.write(other, re.sub(r"(?m)^size: .*", "size: 85 employees #1", fair.text(other, where)))
        run, there = fair.run(), contents(fair.out)
        check_end(group, fair, run, where, code=PROBLEMS, made=others)
        problems = [paragraph for paragraph in run.stderr.split("\n\n") if paragraph.startswith(("error[", "warning["))]
        at = next((at for at, problem in enumerate(problems) if problem.startswith(f"error[{code}]")), None)
        place = f"partners/{one}.yaml" if file == "partner" else file
        told = at is not None and re.search(rf"--> {re.escape(place)}:\d+:\d+", problems[at])
        group.check(told, where, f"is not told with its line: {run.told}")
        group.check("warning[cut-at-hash]" in run.stderr, where, "nothing is remarked about the others")
        behind = [problem for problem in problems[at or 0:] if "cut-at-hash" in problem]
        group.check(not behind, where, f"{len(behind)} remarks about other partners stand behind it")
        group.same([name for name in (PDF, TEXT) if f"{one}/{name}" in there], [], where, "earlier files that look current")
        group.check("warning[stale-removed]" in run.stderr, where, "nothing is told to be removed")
        group.check(f"{one}/mine.txt" in there, where, "a person's file is gone")
        fair.call([one], "first")
        check_end(group, fair, fair.run(), f"{where}, mended", made=[one])
        after = contents(fair.out)
        after.pop(f"{one}/mine.txt", None)
        check_same(group, after, fair.clean(), f"{where}, mended")


# ---- ended in the middle ----


def check_killed(group, fair):
    """`kill -9` at several moments, every second time while files lie beside their places; then a run that ends."""
    wanted, chance = fair.clean(), random.Random(20261123)
    for kill in range(6):
        where = f"kill {kill}"
        process = fair.start("--jobs", str(1 + kill // 2 % 2))
        reached = fair.wait(process, len(list(fair.out.glob(f"*/{NOTES}"))) + chance.randint(1, 3))
        time.sleep(chance.uniform(0, 0.03))
        group.check(reached and (kill % 2 or stopped_while_unplaced(fair, process, chance)), where, "its moment does not come")
        process.kill()
        group.same(fair.end(process).returncode, -signal.SIGKILL, where, "exit code")
        check_whole(group, contents(fair.out), where, wanted, leftovers=True)
    check_next(group, fair, "after the kills")
    # Over documents that are there already, with other data each time.
    cleans, some = [wanted], fair.partners[:20]
    for name in ["second", "third"]:
        where = f"kill over others, {name}"
        fair.call(some, name)
        cleans.append(fair.clean())
        process = fair.start("--jobs", "1")
        group.check(stopped_while_unplaced(fair, process, chance), where, "its moment does not come")
        process.kill()
        fair.end(process)
        there = contents(fair.out)
        check_whole(group, there, where, *cleans, leftovers=True)
        group.check(wanted.keys() <= there.keys(), where, "files are gone")
    check_next(group, fair, "after those over others")


def stopped_while_unplaced(fair, process, chance):
    """Stops the program at moments until a file of its lies beside its place; whether it came to that."""
    before = set(fair.out.glob(f"*/{UNPLACED}*"))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        process.send_signal(signal.SIGSTOP)
        state = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        if state.si_code != os.CLD_STOPPED:
            return False
        if set(fair.out.glob(f"*/{UNPLACED}*")) - before:
            return True
        process.send_signal(signal.SIGCONT)
        time.sleep(chance.uniform(0, 0.002))
    return False


def check_next(group, fair, where):
    """A run after one that was cut short: it makes what is missing, and takes away what was left beside its place for hours;
    what is young may be that of another computer.
    """
    for path in fair.out.glob(f"*/{UNPLACED}*"):
        os.utime(path, (time.time() - 7200,) * 2)
    wanted, there = fair.clean(), contents(fair.out)
    missing = [partner for partner in fair.partners if not of([partner], wanted).items() <= there.items()]
    check_end(group, fair, fair.run(), where, made=missing)
    after = contents(fair.out)
    check_same(group, {name: content for name, content in after.items() if not is_unplaced(name)}, wanted, where)
    left = sum(map(is_unplaced, there))
    group.same(sum(map(is_unplaced, after)), 0, where, f"of {left} files beside their places, the number that stay for ever,")


def check_interrupted(group, fair):
    """Ctrl-C, once and twice."""
    wanted = fair.clean()
    process = fair.start("--jobs", "1")
    group.check(fair.wait(process, 4), "once", "nothing was made in the middle of the run")
    process.send_signal(signal.SIGINT)
    run, there = fair.end(process), contents(fair.out)
    check_end(group, fair, run, "once", code=INTERRUPTED)
    check_whole(group, there, "once", wanted)
    left = NUMBER - len({name.split("/")[0] for name in there})
    group.same(number(run, r"^stopped; (\d+) partners not looked at\."), left, "once", f"partners not looked at, said {run.told},")
    check_next(group, fair, "after once")
    shutil.rmtree(fair.out)
    process = fair.start()
    group.check(fair.wait(process, 4), "twice", "nothing was made in the middle of the run")
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.002)
    check_end(group, fair, fair.end(process), "twice", code=INTERRUPTED)
    check_whole(group, contents(fair.out), "twice", wanted, leftovers=True)
    check_next(group, fair, "after twice")


# ---- what is noted of a folder ----


def newer(notes):
    """Notes with fields that only a later version knows."""
    notes = json.loads(notes) | {"version": 9, "more": {"signed": [True]}}
    notes["stamps"] = {name: stamp | {"inode": 7} for name, stamp in notes["stamps"].items()}
    return json.dumps(notes).encode()


# What is done to the notes, so that nobody knows any more which files a person has changed.
DAMAGE = {
    "broken off": lambda notes: notes[: len(notes) // 2],
    "empty": lambda notes: b"",
    "with nothing in it": lambda notes: b"{}",
    "garbage": lambda notes: bytes(range(256)),
    "a list": lambda notes: b"[]",
    "of another shape": lambda notes: b'{"files": ["one-pager.en.pdf"]}',
    "of a later version": newer,
}
# Without notes every file is a person's.
GONE = {"gone": lambda notes: None}


def check_notes(group, fair):
    """Notes that are damaged are told of, and nothing is touched beside them; without notes all is a person's work."""
    fair.run()
    old, kinds, some = contents(fair.out), dict(zip(DAMAGE | GONE, fair.partners)), fair.partners[:20]
    damaged, gone = [kinds[kind] for kind in DAMAGE], [kinds[kind] for kind in GONE]
    harm(fair, kinds)
    harmed = contents(fair.out)
    run = fair.run()
    check_end(group, fair, run, "same data", code=PROBLEMS)
    check_told(group, fair, run, "same data", damaged)
    check_same(group, contents(fair.out), old | of(damaged, harmed), "same data")
    harm(fair, kinds)
    harmed = contents(fair.out)
    fair.call(some, "second")
    new = fair.clean()
    run = fair.run()
    check_end(group, fair, run, "other data", code=PROBLEMS, by_hand=gone)
    check_told(group, fair, run, "other data", damaged)
    check_same(group, contents(fair.out), new | of(damaged, harmed) | of(gone, old), "other data")
    check_end(group, fair, fair.run("--discard-edits", *only(damaged + gone)), "--discard-edits", made=damaged + gone)
    check_same(group, contents(fair.out), new, "--discard-edits")
    check_end(group, fair, fair.run(), "afterwards", made=[])
    # A folder in place of the notes is told, and hurts nobody else.
    [one, *others] = some
    place = fair.out / one / NOTES
    place.unlink()
    place.mkdir()
    fair.call(some, "third")
    run = fair.run("--discard-edits", *only(some))
    check_end(group, fair, run, "a folder", code=PROBLEMS, made=others)
    group.check(f"`{place}` cannot be" in run.stderr, "a folder", f"is not told: {run.told}")
    check_same(group, contents(fair.out), fair.clean() | of([one], new), "a folder")
    place.rmdir()
    check_end(group, fair, fair.run("--discard-edits", *only(some)), "a folder, mended")
    check_same(group, contents(fair.out), fair.clean(), "a folder, mended")


def check_told(group, fair, run, where, partners):
    """Whose notes are told of as not understood."""
    told = re.findall(rf"^error\[not-understood\]: `{re.escape(str(fair.out))}/([^/`]+)/", run.stderr, re.M)
    group.same(sorted(set(told)), sorted(partners), where, "partners whose notes are not understood")


def harm(fair, kinds):
    """Damages the notes of some partners, each in its way."""
    for kind, partner in kinds.items():
        path = fair.out / partner / NOTES
        damaged = (DAMAGE | GONE)[kind](path.read_bytes())
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)


# ---- two at once ----


def check_two(group, fair):
    """Two builds into one folder: new, and over what is there; then all is as a clean build makes it, and still ours."""
    some = fair.partners[:30]
    for name in ["first", "second"]:
        fair.call(some, name)
        for run in [fair.end(process) for process in [fair.start(*only(some)), fair.start(*only(some))]]:
            check_end(group, fair, run, f"{name} data")
        check_same(group, contents(fair.out), fair.clean(some), f"{name} data")
    fair.call(some, "third")
    check_end(group, fair, fair.run(*only(some)), "third data", made=some)
    check_same(group, contents(fair.out), fair.clean(some), "third data")


def check_two_that_differ(group, fair):
    """The data are saved anew between the starts of two builds, as when somebody builds beside `handclasp watch`."""
    some = fair.partners[:30]
    for name in ["second", "third", "fourth"]:
        where = f"{name} data"
        first = fair.start(*only(some))
        time.sleep(0.05)
        fair.call(some, name)
        for run in [fair.end(process) for process in [first, fair.start(*only(some))]]:
            check_end(group, fair, run, where)
        # Whichever of the two was last at each place.
        fair.run(*only(some))
        check_same(group, contents(fair.out), fair.clean(some), f"{where}, afterwards")
        # For the next turn's first.
        fair.call(some, f"{name}, again")


CASES = {
    "the disk is full": check_full,
    "a folder is read-only": check_read_only,
    "a file cannot be replaced": check_in_the_way,
    "partners' files change and vanish during the run": check_changed,
    "one partner's document fails": check_failing,
    "killed at any moment": check_killed,
    "Ctrl-C": check_interrupted,
    "damaged notes on what was made": check_notes,
    "two builds at once": check_two,
    "two builds at once, of other data": check_two_that_differ,
}
