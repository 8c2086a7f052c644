import { session, type Session } from 'electron';
import { pagePartition } from '../security/page-preferences.ts';

/** The session of the page and of what it shows; nothing else uses it. To be called once the app is ready. */
export const pageSession = (): Session => session.fromPartition(pagePartition);
