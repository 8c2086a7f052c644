import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
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
  test('have one line per failure, without secrets, readable for their owner only', () => {
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

  test('start a new file when one is full, and keep the previous one', () => {
    const { folder, file } = open();
    for (let n = 0; n < 3000; n++) file.append(`${n} ${'x'.repeat(250)}`);
    const [earlier, latest] = [join(folder, 'diagnostics-earlier.log'), file.path].map((path) => statSync(path).size);
    expect(earlier).toBeLessThan(260 * 1024);
    expect(latest).toBeLessThan(260 * 1024);
    expect(file.read().at(-1)).toMatch(/^2999 xxx/);
    expect(file.read()[0]).toMatch(/^[12]\d{3} xxx/);
  });

  test('are not filled by one repeated failure, and keep a rare one beside it', () => {
    const { file, diagnostics } = open();
    const of = (code: string): FailureReport => ({ ...report('the log failed'), error: { name: 'Error', code, message: '', frames: [] } });
    for (let n = 0; n < 50; n++) diagnostics.add(of('SQLITE_BUSY'));
    diagnostics.add(of('SQLITE_CORRUPT'));
    const lines = file.read();
    expect(lines).toHaveLength(22);
    expect(lines.at(-2)).toMatch(/SQLITE_BUSY \| 32 times$/);
    expect(lines.at(-1)).toMatch(/SQLITE_CORRUPT$/);
  });

  test('are not displaced by a process that reports endlessly, under any names', () => {
    const { file, diagnostics } = open();
    diagnostics.add(report('what matters'));
    for (let n = 0; n < 20_000; n++) {
      const error = {
        name: `N${n}Error`,
        code: `C${n}`,
        message: '',
        frames: Array<string>(12).fill(`${'f'.repeat(80)} (${'p'.repeat(60)}:1:1)`),
      };
      diagnostics.add({ level: 'error', what: 'an error in the page was not caught', error });
      diagnostics.add(report(`place ${n}`));
    }
    expect(file.read()[0]).toMatch(/what matters$/);
    expect(file.read().length).toBeLessThan(500);
  });

  test('that cannot be written are still shown', () => {
    const { folder, diagnostics } = open();
    rmSync(folder, { recursive: true });
    diagnostics.add(report('something'));
    expect(diagnostics.text()).toMatch(/These lines could not be written to the file:\n2026.* warning something\n$/);
  });

  test('contain no forged lines', () => {
    const { diagnostics, shown } = open();
    diagnostics.add(report('one\u2028two\u202ethree\nfour\u0000'));
    expect(shown).toEqual(['2026-12-01T09:00:00.000Z warning one two three four ']);
  });

  test('follow no symbolic link, and an unreadable file hides no other', () => {
    const { folder } = open();
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'keypost-elsewhere-')), 'precious.txt');
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, join(folder, 'diagnostics-earlier.log'));
    const { diagnostics } = open(folder);
    diagnostics.add(report('something'));
    expect(diagnostics.text()).toMatch(/diagnostics-earlier\.log can't be read: .*\n2026.* something\n$/);
    symlinkSync(elsewhere, join(folder, 'again'));
    renameSync(join(folder, 'again'), join(folder, 'diagnostics.log'));
    diagnostics.add(report('something else'));
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
  });
});
