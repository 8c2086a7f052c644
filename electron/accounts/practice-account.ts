/** The built-in practice account. It is stored in no file, and its realm runs on this computer. */
import type { AccountView } from '../shared/domain/account.ts';

export const practiceId = 'practice';
export const practiceName = 'Practice realm';

/** How to reach the practice realm. The password is not a secret: it gives access to the practice realm only. */
export interface PracticeSite {
  siteUrl: string;
  realm: string;
  password: string;
}

/** Starts the practice realm if it isn't running yet. May reject if it can't be started. */
export interface PracticePort {
  site(): Promise<PracticeSite>;
}

/** Site and realm are empty until the practice realm is first needed. */
export const practiceAccount = (site: PracticeSite | null): AccountView => ({
  id: practiceId,
  name: practiceName,
  kind: 'practice',
  siteUrl: site?.siteUrl ?? '',
  realm: site?.realm ?? '',
  clientName: '',
  reviewSends: false,
  builtIn: true,
  secret: { hasSecret: true, hasClientKey: false, backend: 'practice' },
});
