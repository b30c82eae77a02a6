"""Runs a command with a limit on its time, and tells how long it took and how much memory it held at most."""
import os, subprocess, tempfile, threading, time
from dataclasses import dataclass


@dataclass
class Run:
    code: int          # as a shell has it: 128 + signal when killed; None when over the limit
    seconds: float
    cpu: float         # seconds of processor, which a busy machine stretches less
    megabytes: float
    out: str
    err: str

    def died(self):
        """In words, why it gave no answer; empty when it ended well."""
        if self.code is None:
            return f"> {self.seconds:.0f} s"
        signals = {139: "crash (SIGSEGV)", 134: "crash (SIGABRT)", 137: "killed (SIGKILL, memory?)"}
        return "" if self.code == 0 else signals.get(self.code, f"failed ({self.code})")


def run(command, limit, cwd=None):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd)
        late = threading.Event()
        alarm = threading.Timer(limit, lambda: (late.set(), child.kill()))
        alarm.start()
        # wait4 tells the peak of this child alone; getrusage would tell that of the largest so far.
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        alarm.cancel()
        code = os.waitstatus_to_exitcode(status)
        child.returncode = code
        code = None if late.is_set() else code if code >= 0 else 128 - code
        return Run(code, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text(out), text(err))


def text(file):
    file.seek(0)
    return file.read().decode("utf-8", "replace")
