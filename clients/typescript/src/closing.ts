/**
 * What a client does after its socket has closed:
 * - `come-back`: connects again after a wait, with its position;
 * - `come-back-at-once`: the same without a wait, because another API is there;
 * - `stop`: the same credential, or the same log, would be refused again.
 */
export type NextStep = 'come-back' | 'come-back-at-once' | 'stop';

const nodeStopping = 1012;
const accessRevoked = 4403;
const damaged = 4511;

/**
 * The rule for a socket that closed without `session_ended`. Whatever its code, the session may go on: a proxy closes with 1000 and 1001
 * too. If it has ended, the way back brings its end.
 */
export function afterClose(code: number): NextStep {
  switch (code) {
    case nodeStopping: return 'come-back-at-once';
    case accessRevoked: case damaged: return 'stop';
    default: return 'come-back';
  }
}
