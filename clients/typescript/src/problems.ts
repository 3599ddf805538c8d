import type { Problem, ProblemName } from './contract.js';

const prefix = 'urn:realtime:problem:';

/** A refusal of the API. `problem` is the whole answer; `name` is the end of its type, such as `conversation-busy`. */
export class RealtimeProblem extends Error {
  override readonly name: string = 'RealtimeProblem';
  readonly status: number;
  readonly problem: Problem;
  /** What the API asks to wait before the next attempt, in milliseconds; 0 if it does not say. */
  readonly retryAfterMilliseconds: number;

  constructor(problem: Problem, retryAfterMilliseconds = 0) {
    super(problem.detail);
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }

  /** The name of the refusal. A newer API may have others than this version knows. */
  get type(): ProblemName | (string & {}) {
    return this.problem.type.startsWith(prefix) ? this.problem.type.slice(prefix.length) : this.problem.type;
  }

  /** Whether the same request may succeed later: nothing was wrong with it. */
  get isTransient(): boolean {
    return [429, 502, 503, 504].includes(this.status);
  }

  /** The refusal in an answer; a proxy's answer without a problem becomes one of its status. */
  static async of(response: Response): Promise<RealtimeProblem> {
    const retryAfter = Number(response.headers.get('retry-after') ?? 0) * 1_000 || 0;
    const text = await response.text();
    try {
      const problem = JSON.parse(text) as Partial<Problem>;
      if (typeof problem.type === 'string') {
        return new RealtimeProblem({ title: '', detail: text, ...problem, type: problem.type, status: response.status }, retryAfter);
      }
    } catch {
      // Not JSON: the answer comes from something in front of the API.
    }

    const title = `HTTP ${response.status}`;
    return new RealtimeProblem({ type: 'about:blank', title, status: response.status, detail: text.slice(0, 500) || title }, retryAfter);
  }
}
