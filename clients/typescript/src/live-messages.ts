import type {
  EventEnvelope, InputAudioDropped, ModelMessage, SessionExpiring, SessionMark, SessionOverBudget,
} from './contract.js';

/** What a live socket brings. */
export type LiveMessage =
  /** An event of the log: the lifecycle, and after a return what did not come live. */
  | { readonly kind: 'event'; readonly event: EventEnvelope }
  /** A message of the model, unchanged. */
  | { readonly kind: 'model'; readonly message: ModelMessage & Readonly<Record<string, unknown>> }
  | { readonly kind: 'notice'; readonly notice: SessionOverBudget | SessionExpiring | InputAudioDropped }
  /** The socket was lost and is there again. What was sent just before may not have reached the model. */
  | { readonly kind: 'returned'; readonly after: number | 'now' };

export type Arrived = LiveMessage | { readonly kind: 'mark'; readonly mark: SessionMark };

const notices: ReadonlySet<string> = new Set(
  ['session_over_budget', 'session_expiring', 'input_audio_dropped'] satisfies (SessionOverBudget | SessionExpiring | InputAudioDropped)['type'][]);

export function sort(text: string): Arrived {
  const read = JSON.parse(text) as { type: string; version?: number; data?: unknown };
  if (read.type === 'session_mark') return { kind: 'mark', mark: read as SessionMark };
  if (typeof read.version === 'number' && read.data !== undefined) return { kind: 'event', event: read as EventEnvelope };
  if (notices.has(read.type)) return { kind: 'notice', notice: read as SessionOverBudget };
  return { kind: 'model', message: read as ModelMessage & Record<string, unknown> };
}
