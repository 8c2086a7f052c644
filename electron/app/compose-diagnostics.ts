/** The diagnostics file, and everything that is reported to it. */
import { release } from 'node:os';
import { app } from 'electron';
import { RecentSecrets } from '../accounts/recent-secrets.ts';
import { Diagnostics } from '../diagnostics/diagnostics.ts';
import { DiagnosticsFile } from '../diagnostics/diagnostics-file.ts';
import { sendFailureReportsTo } from '../shared/base/report-failure.ts';
import { textOf } from '../shared/i18n/text.ts';
import type { AppContext } from './app-context.ts';
import { watchProcessFailures } from './process-failures.ts';

export type DiagnosticsServices = ReturnType<typeof composeDiagnostics>;

/** Reports of failures are kept from now on. */
export function composeDiagnostics({ folder, notices, now }: AppContext) {
  const recentSecrets = new RecentSecrets();
  const diagnosticsFile = new DiagnosticsFile(folder);
  const diagnostics = new Diagnostics({
    file: diagnosticsFile,
    redact: (line) => recentSecrets.redact(line),
    now,
    show: (line) => {
      if (!app.isPackaged) process.stderr.write(`${line}\n`);
    },
    versions: versions(),
  });
  sendFailureReportsTo(diagnostics.add);
  watchProcessFailures(() => {
    notices.add(textOf({ code: 'diagnostics.unexpected', params: {} }));
  });
  return { diagnostics, diagnosticsFile, recentSecrets };
}

function versions(): string[] {
  const { electron, chrome, node } = process.versions;
  return [
    `Keypost ${app.getVersion()}${app.isPackaged ? '' : ' (in development)'}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${release()} ${process.arch}`,
  ];
}
