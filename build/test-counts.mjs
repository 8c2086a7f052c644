/** Counts and names of passed and failed tests, from the reports of the test runners. */

export const none = { passed: 0, failed: 0, skipped: 0 };

/** One check, such as the linter's. */
export const ofCheck = (code) => ({ ...none, [code === 0 ? 'passed' : 'failed']: 1 });

/** Vitest's JSON report. A suite that could not be read has no tests to count, and counts as one that failed. */
export function ofVitest(report) {
  const brokenSuites = report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report. A flaky test is a failed one. */
export function ofPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The failed tests of Vitest's JSON report, each with its file. */
export const failedInVitest = ({ testResults }) =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => `${fileOf(name)}: ${fullName}`);
    return status === 'failed' && assertionResults.length === 0 ? [`${fileOf(name)}: could not be run`] : failed;
  });

/** The failed and flaky tests of Playwright's JSON report, each with its file. */
export function failedInPlaywright({ suites, errors = [] }) {
  const failedIn = ({ suites = [], specs = [] }) => [
    ...specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky')).map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap(failedIn),
  ];
  return [...suites.flatMap(failedIn), ...errors.map(({ message }) => message.split('\n')[0])];
}

const fileOf = (path) => path.replaceAll('\\', '/').replace(/^.*\/(?=test\/)/, '');

/** A runner that fails without a failed test, or runs none, has failed once. */
export function ofRunner(code, counts) {
  if (counts === null) return { ...none, failed: 1 };
  const ran = counts.passed + counts.failed > 0;
  return (code !== 0 && counts.failed === 0) || !ran ? { ...counts, failed: counts.failed + 1 } : counts;
}

export const sum = (all) =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), none);

export const asLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
