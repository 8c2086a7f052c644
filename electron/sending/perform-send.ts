/** Delivers one message, from its log entry to its outcome: gets the secret, builds the request, sends it and reads the response. */
import type { AccountView } from '../shared/domain/account.ts';
import type { Secret } from '../accounts/vault.ts';
import type { Result } from '../shared/domain/result.ts';
import { buildSendRequest, credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import type { Transport } from '../net/transport.ts';
import type { Flight } from './in-flight.ts';
import type { OutcomeTextParams } from './send-outcome-text.ts';
import type { SendingAccounts } from '../accounts/account-access.ts';
import { notSentOutcome, unknownOutcome, outcomeOf, type AttemptOutcome } from './attempt-outcome.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

export interface PerformSendInput {
  account: AccountView;
  message: CheckedMessage;
  siteUrl: string;
  flight: Flight;
  /** The account's secret, if it was requested already. */
  secret: Promise<Result<Secret>> | null;
  subject: OutcomeTextParams;
  connectTimeoutMs: number;
  /** Called once, right before the first byte may leave. */
  onHandOver: () => void;
}

/** Never rejects: an internal error becomes an outcome, `unknown` if the request may have left and `not sent` otherwise. */
export async function performSend(delivery: PerformSendInput, accounts: SendingAccounts, transport: Transport): Promise<AttemptOutcome> {
  const { account, message, siteUrl, flight, subject, connectTimeoutMs } = delivery;
  let handedOver = false;
  try {
    const secret = await unlessAborted(delivery.secret ?? accounts.secretFor(account, flight.signal), flight.signal);
    if (secret === null) return notSentOutcome('cancelledBefore', '', subject);
    if (!secret.ok) {
      const problem = { code: 'connection.because', params: { sentence: secret.error.sentence } } as const;
      return notSentOutcome(causeWithoutSecret(secret.error.code), '', subject, problem);
    }
    const target: Target = { ...secret.value, siteUrl, clientName: account.clientName };
    const request = buildSendRequest(siteUrl, message, credentialHeaders(target));
    const options = { timeoutMs: subject.timeoutMs, connectTimeoutMs, signal: flight.signal, onHandOver: delivery.onHandOver };
    // A transport must not throw. If it does all the same, it may have sent the request already.
    handedOver = true;
    const result = await transport.exchange(request, options);
    return outcomeOf(result, subject);
  } catch (error) {
    // What the error quotes, maybe a credential, is not kept.
    reportFailure('a send failed inside Keypost', error, 'error');
    return handedOver ? unknownOutcome('internal', subject) : notSentOutcome('internal', '', subject);
  }
}

function causeWithoutSecret(code: string): 'noCredentials' | 'vaultLocked' {
  return code === 'noCredentials' ? 'noCredentials' : 'vaultLocked';
}

/** Resolves with `null` as soon as the signal is aborted: a keychain may keep its prompt open for a long time. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(null);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
