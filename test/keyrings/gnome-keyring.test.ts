import { gnomeKeyring } from './providers/gnome-keyring.ts';
import { testKeyring } from './test-keyring.ts';

testKeyring(gnomeKeyring);
