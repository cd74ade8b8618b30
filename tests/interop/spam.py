"""The emails as SpamAssassin sees them, by the rules that come with it and without asking the network."""

import os
import subprocess

MOST = 0.5
RULES = "/usr/share/spamassassin"
# A mail as it is sent has no trace yet; as it arrives, it has come by the sender's provider.
ARRIVED = (
    b"Received: from smtp.ancora-azul.example.org (smtp.ancora-azul.example.org [198.18.0.7])\r\n"
    b"\tby mx.partner.example.org (Postfix) with ESMTPS id 4XyZ1234;\r\n\tMon, 23 Nov 2026 12:00:02 +0000 (UTC)\r\n"
    b"Received: from [127.0.0.1] (unknown [198.18.9.9])\r\n"
    b"\tby smtp.ancora-azul.example.org (Postfix) with ESMTPSA id 4XyZ0001;\r\n\tMon, 23 Nov 2026 12:00:01 +0000 (UTC)\r\n"
)
PROGRAM = """
use Mail::SpamAssassin;
my ($rules, $home, @files) = @ARGV;
my $all = Mail::SpamAssassin->new({
    rules_filename => $rules, userprefs_filename => "$home/none", userstate_dir => $home, home_dir_for_helpers => $home,
    local_tests_only => 1, dont_copy_prefs => 1,
});
$all->init(1);
for my $file (@files) {
    open my $in, '<:raw', $file or die "$file: $!";
    my $mail = $all->parse(do { local $/; <$in> });
    my $status = $all->check($mail);
    my $scores = $all->{conf}->{scoreset}->[0];
    my @rules = map { "$_=$$scores{$_}" } split /,/, $status->get_names_of_tests_hit();
    print $status->get_score(), "\\t", join(",", @rules), "\\n";
    $status->finish; $mail->finish;
}
"""


def check(report, mails, folder):
    """All mails, by who gets what: their scores, as they are sent and as they arrive."""
    folder.mkdir()
    with report.group(f"spam: SpamAssassin gives every email less than {MOST}") as group:
        group.check(mails, "spam", "there are no emails")
        cases = [(f"{name}, sent", mail) for name, mail in sorted(mails.items())]
        cases += [(f"{name}, arrived", ARRIVED + mail) for name, mail in sorted(mails.items())]
        paths = []
        for at, (_, mail) in enumerate(cases):
            paths.append(folder / f"{at}.eml")
            paths[-1].write_bytes(mail)
        command = ["perl", "-e", PROGRAM, RULES, folder, *paths]
        environment = {**os.environ, "HOME": str(folder)}
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment, timeout=120)
        good = done.returncode == 0 and not done.stderr
        group.check(good, "spamassassin", f"exit code {done.returncode}: {done.stderr[-1500:]}")
        lines = done.stdout.splitlines()
        group.same(len(lines), len(cases), "spamassassin", "number of results")
        for (where, _), line in zip(cases, lines):
            score, rules = line.split("\t")
            # Rules that look at nothing score nothing; this one looks at every HTML mail, so they were there.
            group.check("HTML_MESSAGE" in rules, where, f"the rules were not looked at: {rules}")
            group.check(float(score) < MOST, where, f"scores {score}: {rules}")
        if lines:
            print(f"spam: highest score {max(float(line.split()[0]) for line in lines)}")
