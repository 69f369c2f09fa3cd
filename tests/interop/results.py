class Results:
    """Counts what is as expected, and prints what is not."""

    passed = 0
    failed = 0

    def expect(self, what, actual, expected):
        if actual == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}: got {actual}, expected {expected}")

    def expect_all(self, what, actual, expected):
        self.expect(f"{what}: names", sorted(actual), sorted(expected))
        for name, value in expected.items():
            self.expect(f"{what}: {name}", actual.get(name), value)

    def report(self):
        """Prints the counts; gives the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 0 if self.passed > 0 and self.failed == 0 else 1
