/** Messages that the practice realm has sent. */
import type { PracticeContact } from './contacts.ts';
import type { PracticeList } from './lists.ts';
import type { PracticeTemplate } from './templates.ts';

export interface SentMessage {
  /** Milliseconds since 1970. */
  at: number;
  list: PracticeList;
  template: Pick<PracticeTemplate, 'id' | 'name'>;
  contact: PracticeContact;
  /** 1 plain text, 2 HTML, 99 MIME. */
  format: 1 | 2 | 99;
  campaignName: string;
  snapshot: boolean;
}

/** Stands in for the template of a message without one, named by the subject line. */
export const ownContent = (subject: string): SentMessage['template'] => ({ id: 0, name: subject });
