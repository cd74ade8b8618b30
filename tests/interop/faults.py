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
UNPLACED = ".handclasp-"
DONE, PROBLEMS, INTERRUPTED = 0, 1, 130
# More than any of these runs takes, less than anybody waits.
PATIENCE = 60


def check(report, options, folder):
    """All checks of faults, each with a workspace of its own."""
    folder.mkdir()
    for name, check_case in CASES.items():
        with report.group(f"faults: {name}") as group:
            check_case(group, Fair(options, folder / check_case.__name__))


# ---- the program ----


class Fair:
    """A workspace with many partners that differ in their names, and the program on it."""

    def __init__(self, options, folder):
        self.binary = Path(options.binary).resolve()
        self.folder, self.out, self.cleaned = folder / "data", folder / "out", 0
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

    def start(self, *arguments, out=None, disks=None):
        """A build of the one-pagers, running."""
        command = [self.binary, "build", "one-pager", "--workspace", self.folder, "--date", DATE, "--out", out or self.out]
        command = [*(disks.enter if disks else []), *command, *arguments]
        pipes = dict.fromkeys(["stdout", "stderr"], subprocess.PIPE)
        return subprocess.Popen(list(map(str, command)), text=True, encoding="utf-8", **pipes)

    def end(self, process):
        """Waits for the program. `made` are the partners whose documents it made, `told` is the end of its messages."""
        try:
            process.stdout, process.stderr = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        rows = process.stdout.splitlines()[1:]
        process.made, process.told = {row.split()[0] for row in rows}, repr(process.stderr.strip()[-500:])
        return process

    def run(self, *arguments, **more):
        """A build of the one-pagers, ended."""
        return self.end(self.start(*arguments, **more))

    def clean(self, *arguments):
        """What a build makes of the data as they are now in a folder that was not there: names and bytes."""
        self.cleaned += 1
        out = self.folder.parent / f"clean-{self.cleaned}"
        run = self.run(*arguments, out=out)
        if run.returncode:
            raise RuntimeError(f"clean build: {run.told}")
        return contents(out)

    def wait(self, process, number):
        """Waits until so many partners are done; whether it came to that while the program ran."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            if len(list(self.out.glob(f"*/{NOTES}"))) >= number:
                return True
            time.sleep(0.002)
        return False


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
    group.same(sorted(set(touched)), sorted(by_hand), where, f"partners whose files count as a person's, said {run.told},")
    if made is not None:
        group.same(sorted(run.made), sorted(made), where, "partners whose documents were made")
        group.check(ended_with(run, len(made), len(fair.partners)), where, f"counts otherwise at the end: {run.told}")


def ended_with(run, made, number):
    """Whether the last line counts what was made, and all others as up to date; only where no partner fails."""
    last = (run.stderr.strip().splitlines() or [""])[-1]
    documents = re.search(r"(\d+) files? of (\d+) documents?", last)
    current = re.search(r"(\d+) documents? up to date", last)
    counted = (int(documents[2]) if documents else 0, int(current[1]) if current else 0)
    return run.returncode or counted == (made, number - made)


def check_whole(group, there, where, *wanted, leftovers=False):
    """Every file is one that a clean build makes, byte for byte, and nothing lies beside its place."""
    for name, content in there.items():
        if is_unplaced(name):
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
            hold = ["unshare", *options, "--mount", "sh", "-c", "mount -t tmpfs try /mnt && umount /mnt && echo in && exec cat"]
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
    """Half of the documents fit. With more room the others are made; then the disk is full when all are to be replaced."""
    wanted = fair.clean()
    size = sum(map(len, wanted.values())) // 2
    with Disks() as disks, disks.small(fair.out, size):
        run = fair.run(disks=disks)
        check_end(group, fair, run, "full", code=PROBLEMS)
        there = contents(disks.see(fair.out))
        check_whole(group, there, "full", wanted)
        without = {partner for partner in fair.partners if not {f"{partner}/{PDF}", f"{partner}/{TEXT}"} <= there.keys()}
        group.check(0 < len(without) < NUMBER, "full", f"{len(without)} partners have no documents")
        group.same(sorted(failed(fair, run, "the disk is full")), sorted(without), "full", "whose files are told of")
        group.same(sorted(run.made), sorted(set(fair.partners) - without), "full", "partners whose documents were made")
        disks.run("mount", "-o", f"remount,size={8 * size}", fair.out)
        run = fair.run(disks=disks)
        check_end(group, fair, run, "more room", made=without)
        check_same(group, contents(disks.see(fair.out)), wanted, "more room")
        fill = disks.see(fair.out) / "filler"
        # Twice, since what the first attempt left must not be in the way of the second.
        for name in ["second", "third"]:
            fair.call(fair.partners, name)
            with contextlib.suppress(OSError), fill.open("ab", buffering=0) as file:
                while True:
                    file.write(bytes(4096))
            run = fair.run(disks=disks)
            where = f"full again, {name}"
            check_end(group, fair, run, where, code=PROBLEMS)
            group.same(sorted(failed(fair, run, "the disk is full")), fair.partners, where, "whose files are told of")
            there = contents(disks.see(fair.out))
            there.pop("filler")
            check_same(group, there, wanted, where)
        fill.unlink()
        check_end(group, fair, fair.run(disks=disks), "room again", made=fair.partners)
        check_same(group, contents(disks.see(fair.out)), fair.clean(), "room again")


def failed(fair, run, why):
    """The partners of which a message says that a file in their folder cannot be written, and why."""
    out = re.escape(str(fair.out))
    return set(re.findall(rf"^error\[unwritable-file\]: `{out}/([^/`]+)/[^/`]+` cannot be written: {why}$", run.stderr, re.M))


# ---- a place that cannot be written ----


def check_read_only(group, fair):
    """One partner's folder, then the whole one: read-only also for root, by a mount."""
    old, [one, *others] = fair.clean(), fair.partners
    fair.run()
    fair.call(fair.partners, "second")
    new = fair.clean()
    with Disks() as disks:
        with disks.fixed(fair.out / one, "ro"):
            run = fair.run(disks=disks)
        check_end(group, fair, run, "one folder", code=PROBLEMS)
        group.same(failed(fair, run, "the disk is read-only"), {one}, "one folder", "whose files are told of")
        group.same(sorted(run.made), others, "one folder", "partners whose documents were made")
        check_same(group, contents(fair.out), of(others, new) | of([one], old), "one folder")
        check_end(group, fair, fair.run(), "mended", made=[one])
        check_same(group, contents(fair.out), new, "mended")
        fair.call(fair.partners, "third")
        with disks.fixed(fair.out, "ro"):
            run = fair.run(disks=disks)
        check_end(group, fair, run, "all folders", code=PROBLEMS)
        group.same(sorted(failed(fair, run, "the disk is read-only")), fair.partners, "all folders", "whose files are told of")
        check_same(group, contents(fair.out), new, "all folders")
    check_end(group, fair, fair.run(), "all mended", made=fair.partners)
    check_same(group, contents(fair.out), fair.clean(), "all mended")


def check_in_the_way(group, fair):
    """A PDF that cannot be replaced, while the data change twice; at the end it is replaced like any other."""
    fair.run()
    path = fair.out / fair.partners[1] / PDF
    check_obstacle(group, fair, "busy", busy(path))
    check_obstacle(group, fair, "folder", as_folder(path))
    if can_be_immutable(path):
        check_obstacle(group, fair, "immutable", immutable(path))
    else:
        print("faults: NOT CHECKED: an immutable file, because chattr cannot make one here")
    # A reader goes on reading what it has opened.
    before = path.read_bytes()
    with path.open("rb") as reader:
        half = reader.read(len(before) // 2)
        fair.call(fair.partners[1:2], "while it is open")
        check_end(group, fair, fair.run(), "open", made=fair.partners[1:2])
        group.check(half + reader.read() == before, "open", "the reader does not get what it had opened")
    check_same(group, contents(fair.out), fair.clean(), "open")


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
    subprocess.run(["chattr", "+i", path], check=True)
    try:
        yield None
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


def can_be_immutable(path):
    """Whether the file system knows of this, and we may ask for it."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError), immutable(path):
        return True
    return False


def check_obstacle(group, fair, kind, obstacle):
    """Two partners' data change twice while something is in the way of one's PDF."""
    [one, other], before = fair.partners[1:3], contents(fair.out)
    with obstacle as disks:
        for turn in ["once", "twice"]:
            where = f"{kind}, changed {turn}"
            fair.call([one, other], where)
            run = fair.run(disks=disks)
            check_end(group, fair, run, where, code=PROBLEMS)
            place = re.escape(str(fair.out / one / PDF))
            group.check(re.search(rf"error\[un\w+-file\]: `{place}` cannot be", run.stderr), where, f"is not told: {run.told}")
            group.check(other in run.made and run.made <= {one, other}, where, f"documents were made of {run.made}")
            there, new = contents(fair.out), fair.clean("--partner", one, "--partner", other)
            there.pop(f"{one}/{PDF}/mine.txt", None)
            check_whole(group, there, where, before, new)
            check_same(group, of([other], there), of([other], new), where)
    run = fair.run()
    check_end(group, fair, run, f"{kind}, mended", made=[one])
    check_same(group, contents(fair.out), fair.clean(), f"{kind}, mended")


# ---- files that change while the program runs ----

GARBAGE = [b"{[", b"", b"\xff\xfe\x00", b"legal_name: [", b"\x00" * 5000]


def check_changed(group, fair):
    """While the first of many partners are made, files of later ones are changed, damaged and deleted."""
    fair.come(300)
    changed, broken, gone = fair.partners[200:230], fair.partners[240:250], fair.partners[260:270]
    others = [partner for partner in fair.partners if partner not in changed + broken + gone]
    process = fair.start("--jobs", "1")
    group.check(fair.wait(process, 5), "start", "nothing was made in the middle of the run")
    fair.call(changed, "second")
    for at, partner in enumerate(broken):
        fair.path(partner).write_bytes(GARBAGE[at % len(GARBAGE)])
    for partner in gone:
        fair.path(partner).unlink()
    group.check(process.poll() is None, "start", "the program had ended before all files were changed")
    run = fair.end(process)
    check_end(group, fair, run, "changed", code=run.returncode if run.returncode == PROBLEMS else DONE)
    there = contents(fair.out)
    everywhere = [word for partner in others + changed for word in ("--partner", partner)]
    new = fair.clean(*everywhere)
    former = {partner: fair.path(partner).read_bytes() for partner in changed + broken if partner not in gone}
    fair.call(changed + broken + gone, "first")
    old = fair.clean(*[word for partner in changed + broken + gone for word in ("--partner", partner)])
    check_whole(group, there, "changed", old, new)
    group.check({name.split("/")[0] for name in there} >= set(others), "changed", "others' documents were not made")
    # Back to what was there when it ended.
    for partner, content in former.items():
        fair.path(partner).write_bytes(content)
    for partner in gone:
        fair.path(partner).unlink()
    was = {partner for partner in changed if of([partner], there) != of([partner], new)}
    run = fair.run()
    check_end(group, fair, run, "next run", code=PROBLEMS)
    group.same(sorted(run.made), sorted(was), "next run", "partners whose documents were made")
    for partner in broken:
        group.check(f" partners/{partner}.yaml:" in run.stderr, "next run", f"does not tell of {partner}: {run.told}")
    after = contents(fair.out)
    check_same(group, of(others + changed, after), new, "next run")
    # Nobody deletes a folder because a partner's file is not there any more.
    check_same(group, of(gone, after), of(gone, there), "partners that are gone")
    for partner in broken:
        fair.path(partner).unlink()
    fair.partners = others + changed
    check_end(group, fair, fair.run(), "without the broken ones", made=[])


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
        check_end(group, fair, run, where, code=PROBLEMS)
        group.same(sorted(run.made), others, where, "partners whose documents were made")
        problems = [paragraph for paragraph in run.stderr.split("\n\n") if paragraph.startswith(("error[", "warning["))]
        at = next((at for at, problem in enumerate(problems) if problem.startswith(f"error[{code}]")), None)
        place = f"partners/{one}.yaml" if file == "partner" else file
        told = at is not None and re.search(rf"--> {re.escape(place)}:\d+:\d+", problems[at])
        group.check(told, where, f"is not told with its line: {run.told}")
        group.check("warning[cut-at-hash]" in run.stderr, where, "nothing is remarked about the others")
        behind = [problem for problem in problems[at or 0:] if "cut-at-hash" in problem]
        group.check(not behind, where, f"{len(behind)} remarks about other partners stand behind it: {run.told}")
        group.same([name for name in (PDF, TEXT) if f"{one}/{name}" in there], [], where, "earlier files that look current")
        group.check("warning[stale-removed]" in run.stderr, where, f"nothing is told to be removed: {run.told}")
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
    for kill in range(8):
        where = f"kill {kill}"
        process = fair.start("--jobs", str(1 + kill // 2 % 2))
        reached = fair.wait(process, len(list(fair.out.glob(f"*/{NOTES}"))) + chance.randint(1, 4))
        time.sleep(chance.uniform(0, 0.03))
        group.check(reached and (kill % 2 or stopped_while_unplaced(fair, process, chance)), where, "its moment does not come")
        process.kill()
        group.same(fair.end(process).returncode, -signal.SIGKILL, where, "exit code")
        check_whole(group, contents(fair.out), where, wanted, leftovers=True)
    there = contents(fair.out)
    check_next(group, fair, there, wanted, "after the kills")
    # Over documents that are there already, with other data each time.
    cleans = [wanted]
    for kill, name in enumerate(["second", "third", "fourth"]):
        where = f"kill over the {name}"
        fair.call(fair.partners, name)
        cleans.append(fair.clean())
        process = fair.start()
        time.sleep(0.1)
        group.check(stopped_while_unplaced(fair, process, chance), where, "its moment does not come")
        process.kill()
        fair.end(process)
        there = contents(fair.out)
        check_whole(group, there, where, *cleans, leftovers=True)
        group.check(wanted.keys() <= there.keys(), where, "files are gone")
    run = fair.run()
    check_end(group, fair, run, "after all kills")
    check_same(group, placed(contents(fair.out)), cleans[-1], "after all kills")


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


def placed(there):
    """Only what lies in its place."""
    return {name: content for name, content in there.items() if not is_unplaced(name)}


def check_next(group, fair, there, wanted, where):
    """A run after one that was cut short: it makes what is missing, and takes away what was left beside its place."""
    missing = [partner for partner in fair.partners if not {f"{partner}/{PDF}", f"{partner}/{TEXT}"} <= there.keys()]
    check_end(group, fair, fair.run(), where, made=missing)
    after = contents(fair.out)
    check_same(group, placed(after), wanted, where)
    left = sorted(name for name in after if is_unplaced(name))
    group.same(left, [], where, f"what still lies there, of {sum(map(is_unplaced, there))} files left,")


def check_interrupted(group, fair):
    """Ctrl-C, once and twice."""
    wanted = fair.clean()
    process = fair.start("--jobs", "1")
    group.check(fair.wait(process, 4), "once", "nothing was made in the middle of the run")
    process.send_signal(signal.SIGINT)
    run, there = fair.end(process), contents(fair.out)
    check_end(group, fair, run, "once", code=INTERRUPTED)
    check_whole(group, there, "once", wanted)
    said = re.search(r"^stopped; (\d+) partners not begun\.", run.stderr, re.M)
    begun = len({name.split("/")[0] for name in there})
    group.same(said and int(said[1]), NUMBER - begun, "once", f"partners not begun, said {run.told},")
    check_next(group, fair, there, wanted, "after once")
    shutil.rmtree(fair.out)
    process = fair.start()
    group.check(fair.wait(process, 4), "twice", "nothing was made in the middle of the run")
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.002)
    run, there = fair.end(process), contents(fair.out)
    check_end(group, fair, run, "twice", code=INTERRUPTED)
    check_whole(group, there, "twice", wanted, leftovers=True)
    check_next(group, fair, there, wanted, "after twice")


# ---- what is noted of a folder ----


def newer(notes):
    """Notes with fields that only a later version knows."""
    notes = json.loads(notes) | {"version": 9, "more": {"signed": [True]}}
    notes["stamps"] = {name: stamp | {"inode": 7} for name, stamp in notes["stamps"].items()}
    return json.dumps(notes).encode()


# What is done to the notes; those of the second kind are notes still.
DAMAGE = {
    "broken off": lambda notes: notes[: len(notes) // 2],
    "empty": lambda notes: b"",
    "with nothing in it": lambda notes: b"{}",
    "garbage": lambda notes: bytes(range(256)),
    "a list": lambda notes: b"[]",
    "of another shape": lambda notes: b'{"files": ["one-pager.en.pdf"]}',
    "gone": lambda notes: None,
}
NO_DAMAGE = {"of a later version": newer}


def check_notes(group, fair):
    """Notes that are damaged: in doubt everything is a person's work, and nothing of it is lost."""
    fair.run()
    old, kinds = contents(fair.out), dict(zip(DAMAGE | NO_DAMAGE, fair.partners))
    doubtful = [kinds[kind] for kind in DAMAGE]
    harm(fair, kinds)
    check_end(group, fair, fair.run(), "same data")
    check_same(group, contents(fair.out), old, "same data")
    harm(fair, kinds)
    fair.call(fair.partners, "second")
    new, sure = fair.clean(), [partner for partner in fair.partners if partner not in doubtful]
    run = fair.run()
    check_end(group, fair, run, "other data", by_hand=doubtful)
    check_same(group, contents(fair.out), of(doubtful, old) | of(sure, new), "other data")
    run = fair.run("--discard-edits")
    check_end(group, fair, run, "--discard-edits")
    check_same(group, contents(fair.out), new, "--discard-edits")
    check_end(group, fair, fair.run(), "afterwards", made=[])
    # A folder in place of the notes is told, and hurts nobody else.
    fair.call(fair.partners[:3], "third")
    place = fair.out / fair.partners[1] / NOTES
    place.unlink()
    place.mkdir()
    run = fair.run("--discard-edits")
    check_end(group, fair, run, "a folder", code=PROBLEMS)
    group.check(f"`{place}` cannot be" in run.stderr, "a folder", f"is not told: {run.told}")
    there = contents(fair.out)
    check_whole(group, there, "a folder", new, fair.clean())
    place.rmdir()
    check_end(group, fair, fair.run("--discard-edits"), "a folder, mended")
    check_same(group, contents(fair.out), fair.clean(), "a folder, mended")


def harm(fair, kinds):
    """Damages the notes of some partners, each in its way."""
    for kind, partner in kinds.items():
        path = fair.out / partner / NOTES
        damaged = (DAMAGE | NO_DAMAGE)[kind](path.read_bytes())
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)


# ---- two at once ----


def check_two(group, fair):
    """Two builds into one folder: new, and over what is there; then nothing is left to do, and all is still ours."""
    for turn in ["first", "second", "third"]:
        fair.call(fair.partners, turn)
        wanted = fair.clean()
        for run in [fair.end(process) for process in [fair.start(), fair.start()]]:
            check_end(group, fair, run, f"{turn} time")
        check_same(group, contents(fair.out), wanted, f"{turn} time")
        check_end(group, fair, fair.run(), f"{turn} time, afterwards", made=[])
    fair.call(fair.partners, "last")
    check_end(group, fair, fair.run(), "at last", made=fair.partners)
    check_same(group, contents(fair.out), fair.clean(), "at last")


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
}
