/** The account that Keypost brings along. It stands in no file and its realm runs on this computer. */
import type { AccountView } from '../shared/domain/account.ts';

export const practiceId = 'practice';
export const practiceName = 'Practice realm';

/** How to reach the practice realm. The password is no secret: it opens nothing but the stand-in. */
export interface PracticeSite {
  siteUrl: string;
  realm: string;
  password: string;
}

/** Starts the practice realm when it does not run yet. May reject when it can't be started. */
export interface PracticePort {
  site(): Promise<PracticeSite>;
}

/** Site and realm are empty until the practice realm was first needed. */
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
