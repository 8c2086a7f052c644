/** A message that met every rule of check-message.ts: exactly what its request is made of. */
import type { RecipientKind } from './contact-body.ts';
import type { CommandId } from './send-commands.ts';

export interface CheckedMessage {
  command: CommandId;
  /** Name, or number in digits where the command wants that. */
  list: string;
  /** As `list`; the subject line of a message that has no template. */
  template: string;
  /** What names the contact: the customer key or, for a message without one, what `recipient` says. */
  customerKey: string;
  recipient: RecipientKind;
  /** What else in the body names the same contact. */
  alsoNamed: readonly string[];
  /** Only where the path names it; empty otherwise. */
  firstName: string;
  format: 1 | 2 | 99;
  campaignName: string;
  /** True where the command has no such argument. */
  respectOptout: boolean;
  snapshot: boolean;
  /** JSON, as typed; empty where the command has none. */
  body: string;
}
