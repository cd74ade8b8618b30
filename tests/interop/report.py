"""What was checked and what came out.

Why not a test framework: the groups are few, each case is a file somebody made, and the last line has a fixed form that
a program reads.
"""


class Report:
    """Counts the checks of each group, on top of those made elsewhere; prints a line for each group and what failed below it."""

    def __init__(self, passed=0, failed=0):
        self.passed = passed
        self.failed = failed

    def group(self, name):
        """A group of checks, to be used in a `with`."""
        return Group(self, name)

    def each(self, name, documents, check, *more):
        """A group with one check for each document. A document that a reader chokes on fails and does not end the others'."""
        with self.group(name) as group:
            for document in documents:
                try:
                    check(group, document, *more)
                except Exception as error:
                    group.check(False, document, f"cannot be read: {type(error).__name__}: {error}")

    def end(self):
        """Prints the last line; gives the exit code."""
        print(f"interop: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


class Group:
    """Checks that belong together."""

    def __init__(self, report, name):
        self.report = report
        self.name = name
        self.passed = 0
        self.failures = []

    def check(self, good, where, what=""):
        """One check: `where` says in which file, `what` is wrong if it fails."""
        if good:
            self.passed += 1
        else:
            self.failures.append(f"{where}: {what}")

    def same(self, found, wanted, where, what=""):
        """One check that two values are the same."""
        self.check(found == wanted, where, f"{what} is {found!r}, not {wanted!r}")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        # What ends a group must not end the others.
        if error is not None and isinstance(error, Exception):
            self.failures.append(f"ended early: {kind.__name__}: {error}")
        # A group without a single check proves nothing: something it should have found is not there.
        if not self.passed and not self.failures:
            self.failures.append("nothing was there to check")
        print(f"{self.name}: {self.passed} passed, {len(self.failures)} failed")
        for failure in self.failures:
            print(f"  FAILED {failure}")
        self.report.passed += self.passed
        self.report.failed += len(self.failures)
        return error is None or isinstance(error, Exception)
