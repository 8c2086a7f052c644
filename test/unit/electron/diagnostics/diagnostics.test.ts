import { mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticsFile } from '../../../../electron/diagnostics/diagnostics-file.ts';
import { Diagnostics } from '../../../../electron/diagnostics/diagnostics.ts';
import type { FailureReport } from '../../../../electron/shared/base/report-failure.ts';

const report = (what: string): FailureReport => ({ level: 'warning', what, error: null });
const now = Date.parse('2026-12-01T09:00:00Z');

function open(folder = mkdtempSync(join(tmpdir(), 'keypost-diagnostics-'))) {
  const shown: string[] = [];
  const file = new DiagnosticsFile(folder);
  const deps = {
    file,
    redact: (line: string) => line.replaceAll('secret', '[gone]'),
    now: () => now,
    show: (line: string) => shown.push(line),
  };
  const diagnostics = new Diagnostics({ ...deps, versions: ['Keypost 1.2.3', 'Electron 99'] });
  return { folder, shown, file, diagnostics };
}

describe('the diagnostics', () => {
  test('are a line a failure, without secrets, kept for their owner only', () => {
    const { file, shown, diagnostics } = open();
    const error = { name: 'Error', code: 'ENOSPC write', message: 'no\nroom', frames: ['save (main.cjs:1:2)', 'run (main.cjs:3:4)'] };
    diagnostics.add({ level: 'error', what: 'the secret could not be saved', error });
    const line =
      '2026-12-01T09:00:00.000Z error   the [gone] could not be saved | Error ENOSPC write | no room | at save (main.cjs:1:2) | at run (main.cjs:3:4)';
    expect([readFileSync(file.path, 'utf8'), shown]).toEqual([`${line}\n`, [line]]);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  test('are shown with the versions', () => {
    const { diagnostics } = open();
    expect(diagnostics.text()).toBe('Keypost 1.2.3\nElectron 99\n\nNothing has failed.\n');
    diagnostics.add(report('first'));
    diagnostics.add(report('second'));
    expect(diagnostics.text()).toMatch(/^Keypost 1\.2\.3\nElectron 99\n\n2026.* warning first\n2026.* warning second\n$/);
  });

  test('begin a new file when one is full, and keep the one before', () => {
    const { folder, file, diagnostics } = open();
    const long = (n: number): FailureReport => report(`${n} ${'x'.repeat(250)}`);
    for (let n = 0; n < 3000; n++) diagnostics.add(long(n));
    const [earlier, latest] = [join(folder, 'diagnostics-earlier.log'), file.path].map((path) => statSync(path).size);
    expect(earlier).toBeLessThan(260 * 1024);
    expect(latest).toBeLessThan(260 * 1024);
    expect(diagnostics.text()).toContain(' 2999 xxx');
    expect(diagnostics.text().match(/ (?:0|1000) xxx/g)).toBeNull();
  });

  test('do not fill up with the same failure', () => {
    const { file, diagnostics } = open();
    for (let n = 0; n < 1000; n++) diagnostics.add(report('again and again'));
    const lines = readFileSync(file.path, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    expect(lines.at(-1)).toMatch(/again and again \| 1000 times$/);
  });

  test('follow no link out of the folder, and fail at nothing', () => {
    const { folder } = open();
    const [elsewhere] = [join(mkdtempSync(join(tmpdir(), 'keypost-elsewhere-')), 'precious.txt')];
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, join(folder, 'diagnostics.log'));
    const { diagnostics, shown } = open(folder);
    diagnostics.add(report('something'));
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(shown.at(-1)).toContain("the diagnostics file can't be written");
    expect(diagnostics.text()).toContain("The diagnostics file can't be read");
  });
});
