// The API at the console's own origin, as its client for browsers calls it. The console adds the person's credential.
import { RealtimeClient } from './realtime-client.js';

/** How long a session waits for its driver. */
const patienceMilliseconds = 30_000;

export const api = new RealtimeClient({ url: `${location.origin}/api`, patienceMilliseconds });
