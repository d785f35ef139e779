"""One line for every check, and a count at the end."""

import time
import traceback


class Report:
    def __init__(self, verbose=False):
        self.passed = 0
        self.failed = 0
        self.verbose = verbose

    def check(self, name, action):
        """Runs `action`; a false answer or an exception is a failure. Answers whether it passed."""
        begun = time.monotonic()
        try:
            answer = action()
            good, why = (answer, "") if not isinstance(answer, tuple) else answer
            good = good is None or bool(good)
        except Exception as error:  # a check must not end the run
            good, why = False, f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error) else ''}"
            if self.verbose:
                traceback.print_exc()
        seconds = time.monotonic() - begun
        if good:
            self.passed += 1
            print(f"ok      {name} ({seconds:.1f} s)", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {name} ({seconds:.1f} s) {why}", flush=True)
        return good

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1
