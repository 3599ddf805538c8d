// Written from docs/contract by scripts/generate.mjs: change that, not this.

export interface ApprovalRequest {
  readonly approve: boolean | null;
  readonly reason?: string | null;
}

export type AtCap = 'end' | 'renew';

export interface CancelRequest {
  readonly inputId?: string | null;
  readonly responseId?: string | null;
}

export interface ClientMessage {
  readonly type: string;
}

export interface CommandAccepted {
  readonly inputId: string;
  readonly unknownFields?: readonly string[] | null;
  readonly version: number;
}

export interface CommandDelivered {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly sessionId: string;
}

export interface CommandDeliveredEvent {
  readonly at: string;
  readonly data: CommandDelivered;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'command_delivered';
  readonly version: number;
}

export interface CommandRefused {
  readonly code: string;
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly message: string;
  readonly sessionId: string;
}

export interface CommandRefusedEvent {
  readonly at: string;
  readonly data: CommandRefused;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'command_refused';
  readonly version: number;
}

export interface ContentMasked {
  readonly digest: string;
  readonly versions: readonly VersionRange[];
}

export interface ContentMaskedEvent {
  readonly at: string;
  readonly data: ContentMasked;
  readonly sequence: number;
  readonly type: 'content_masked';
  readonly version: number;
}

export interface ConversationView {
  readonly conversation: string;
  readonly lastEnd: LastEndView | null;
  readonly live: LiveView | null;
  readonly version: number;
}

export interface Cost {
  readonly amount: number | string;
  readonly currency: string;
  readonly isEstimate?: boolean;
  readonly prices: string | null;
}

export interface DtmfReceived {
  readonly cut?: readonly string[] | null;
  readonly key: string;
  readonly receivedAt: string | null;
  readonly sessionId: string;
}

export interface DtmfReceivedEvent {
  readonly at: string;
  readonly data: DtmfReceived;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'dtmf_received';
  readonly version: number;
}

export type EndReason =
  | 'requested'
  | 'transport_closed'
  | 'error'
  | 'start_failed'
  | 'replaced'
  | 'worker_lost'
  | 'server_shutdown'
  | 'expired'
  | 'idle'
  | 'client_gone'
  | 'budget_exhausted';

export interface EndRequested {
  readonly cut?: readonly string[] | null;
  readonly sessionId: string;
}

export interface EndRequestedEvent {
  readonly at: string;
  readonly data: EndRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'end_requested';
  readonly version: number;
}

export interface EndedView {
  readonly at: string;
  readonly closeCode: number | null;
  readonly closeReason: string | null;
  readonly error: SessionError | null;
  readonly reason: EndReason;
  readonly totals: SessionTotals;
  readonly totalsComplete: boolean;
  readonly version: number;
}

export type ErrorOrigin = 'client' | 'transport' | 'upstream' | 'worker';

export type EventEnvelope =
  | CommandDeliveredEvent
  | CommandRefusedEvent
  | ContentMaskedEvent
  | DtmfReceivedEvent
  | EndRequestedEvent
  | HandoffAnsweredEvent
  | HandoffRequestedEvent
  | InputClearRequestedEvent
  | InputCommitRequestedEvent
  | InputTimedOutEvent
  | ItemAddedEvent
  | ItemDeleteRequestedEvent
  | ItemDeletedEvent
  | ItemDoneEvent
  | ItemRetrieveRequestedEvent
  | ItemRetrievedEvent
  | ItemSubmittedEvent
  | ItemTruncatedEvent
  | McpApprovalAnsweredEvent
  | McpCallChangedEvent
  | McpListChangedEvent
  | RateLimitsChangedEvent
  | ResponseCancelRequestedEvent
  | ResponseDoneEvent
  | ResponseRequestedEvent
  | ResponseStartedEvent
  | SessionClaimedEvent
  | SessionEndedEvent
  | SessionRequestedEvent
  | SessionResumedEvent
  | SessionStartedEvent
  | SpeakerSegmentEvent
  | SpeechStartedEvent
  | SpeechStoppedEvent
  | TextDeliveredEvent
  | TextSubmittedEvent
  | TranscriptCompletedEvent
  | TranscriptDeltaEvent
  | TranscriptionFailedEvent
  | TransportRenewedEvent
  | UpstreamConfiguredEvent
  | UpstreamWarnedEvent;

export interface EventsPage {
  readonly conversation: string;
  readonly events: readonly EventEnvelope[];
  readonly live: string | null;
  readonly more: boolean;
  readonly next: number;
}

export interface HandoffAccepted {
  readonly callId: string;
  readonly version: number;
}

export interface HandoffAnswered {
  readonly callId: string;
  readonly cut?: readonly string[] | null;
  readonly failure: string | null;
  readonly output: string | null;
  readonly sessionId: string;
}

export interface HandoffAnsweredEvent {
  readonly at: string;
  readonly data: HandoffAnswered;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'handoff_answered';
  readonly version: number;
}

export interface HandoffRequested {
  readonly arguments: string;
  readonly callId: string;
  readonly cut?: readonly string[] | null;
  readonly name: string;
  readonly sessionId: string;
}

export interface HandoffRequestedEvent {
  readonly at: string;
  readonly data: HandoffRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'handoff_requested';
  readonly version: number;
}

export interface InputAudioDropped {
  readonly framesDropped: number;
  readonly sessionId: string;
  readonly type: 'input_audio_dropped';
}

export interface InputClearRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly sessionId: string;
}

export interface InputClearRequestedEvent {
  readonly at: string;
  readonly data: InputClearRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'input_clear_requested';
  readonly version: number;
}

export interface InputCommitRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly sessionId: string;
}

export interface InputCommitRequestedEvent {
  readonly at: string;
  readonly data: InputCommitRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'input_commit_requested';
  readonly version: number;
}

export interface InputTimedOut {
  readonly cut?: readonly string[] | null;
  readonly endMilliseconds: number | null;
  readonly itemId: string | null;
  readonly sessionId: string;
  readonly startMilliseconds: number | null;
}

export interface InputTimedOutEvent {
  readonly at: string;
  readonly data: InputTimedOut;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'input_timed_out';
  readonly version: number;
}

export interface ItemAccepted {
  readonly inputId: string;
  readonly itemId: string;
  readonly unknownFields?: readonly string[] | null;
  readonly version: number;
}

export interface ItemAdded {
  readonly cut?: readonly string[] | null;
  readonly item: unknown;
  readonly itemId: string;
  readonly previousItemId?: string | null;
  readonly sessionId: string;
}

export interface ItemAddedEvent {
  readonly at: string;
  readonly data: ItemAdded;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_added';
  readonly version: number;
}

export interface ItemDeleteRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface ItemDeleteRequestedEvent {
  readonly at: string;
  readonly data: ItemDeleteRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_delete_requested';
  readonly version: number;
}

export interface ItemDeleted {
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface ItemDeletedEvent {
  readonly at: string;
  readonly data: ItemDeleted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_deleted';
  readonly version: number;
}

export interface ItemDone {
  readonly cut?: readonly string[] | null;
  readonly item: unknown;
  readonly itemId: string;
  readonly previousItemId?: string | null;
  readonly sessionId: string;
}

export interface ItemDoneEvent {
  readonly at: string;
  readonly data: ItemDone;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_done';
  readonly version: number;
}

export interface ItemImage {
  readonly bytes: number;
  readonly sha256: string;
  readonly type: string;
}

export interface ItemRequest {
  readonly inputId?: string | null;
  readonly item: unknown;
  readonly previousItemId?: string | null;
  readonly respond?: boolean | null;
}

export interface ItemRetrieveRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface ItemRetrieveRequestedEvent {
  readonly at: string;
  readonly data: ItemRetrieveRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_retrieve_requested';
  readonly version: number;
}

export interface ItemRetrieved {
  readonly cut?: readonly string[] | null;
  readonly item: unknown;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface ItemRetrievedEvent {
  readonly at: string;
  readonly data: ItemRetrieved;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_retrieved';
  readonly version: number;
}

export interface ItemSubmitted {
  readonly cut?: readonly string[] | null;
  readonly images?: readonly ItemImage[] | null;
  readonly inputId: string;
  readonly item: unknown;
  readonly previousItemId: string | null;
  readonly respond: boolean;
  readonly sessionId: string;
}

export interface ItemSubmittedEvent {
  readonly at: string;
  readonly data: ItemSubmitted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_submitted';
  readonly version: number;
}

export interface ItemTruncated {
  readonly audioMilliseconds: number;
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface ItemTruncatedEvent {
  readonly at: string;
  readonly data: ItemTruncated;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'item_truncated';
  readonly version: number;
}

export type JsonElement = unknown;

export interface LastEndView {
  readonly error: SessionError | null;
  readonly reason: EndReason;
  readonly sessionId: string;
}

export interface LiveView {
  readonly model: string;
  readonly openHandoffs: readonly string[];
  readonly phase: SessionPhase;
  readonly sessionId: string;
  readonly textsUndelivered: number;
  readonly workerId: string | null;
}

export interface McpApprovalAnswered {
  readonly approve: boolean;
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly reason: string | null;
  readonly requestId: string;
  readonly sessionId: string;
}

export interface McpApprovalAnsweredEvent {
  readonly at: string;
  readonly data: McpApprovalAnswered;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'mcp_approval_answered';
  readonly version: number;
}

export interface McpCallChanged {
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly sessionId: string;
  readonly status: string;
}

export interface McpCallChangedEvent {
  readonly at: string;
  readonly data: McpCallChanged;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'mcp_call_changed';
  readonly version: number;
}

export interface McpListChanged {
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly sessionId: string;
  readonly status: string;
}

export interface McpListChangedEvent {
  readonly at: string;
  readonly data: McpListChanged;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'mcp_list_changed';
  readonly version: number;
}

export type Modality = 'audio' | 'text';

export interface ModelMessage {
  readonly type: string;
}

export type OnWorkerLost = 'end' | 'resume';

export interface Problem {
  /** For budget-exhausted: what is counted. */
  readonly budget?: string;
  /** What to change. */
  readonly detail: string;
  /** For invalid-options: each field, and what is wrong with it. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** For limit-reached: the setting that bounds it. */
  readonly limit?: string;
  /** How much a reached limit or budget allows. */
  readonly most?: number;
  /** Whose limit or budget it is, tenant or key; left out for a limit of the API or of a session. */
  readonly of?: string;
  /** For budget-exhausted: in which time. */
  readonly period?: string;
  /** For budget-exhausted: when it has room again. */
  readonly resetsAt?: string;
  /** For insufficient-scope: the missing scopes. */
  readonly scope?: string;
  /** For conversation-busy and session-live: the live session. */
  readonly sessionId?: string;
  /** For budget-exhausted: how much was spent. */
  readonly spent?: number;
  readonly status: number;
  /** The type's name in words. */
  readonly title: string;
  /** The request in the service's log. */
  readonly traceId?: string;
  /** urn:realtime:problem:NAME, stable. */
  readonly type: string;
  /** For conversation-damaged: the first missing event. */
  readonly version?: number;
}

export interface RateLimit {
  readonly limit: number | null;
  readonly name: string | null;
  readonly remaining: number | null;
  readonly resetSeconds: number | null;
}

export interface RateLimitsChanged {
  readonly cut?: readonly string[] | null;
  readonly limits: readonly RateLimit[];
  readonly sessionId: string;
}

export interface RateLimitsChangedEvent {
  readonly at: string;
  readonly data: RateLimitsChanged;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'rate_limits_changed';
  readonly version: number;
}

export interface ResponseCancelRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly responseId: string | null;
  readonly sessionId: string;
}

export interface ResponseCancelRequestedEvent {
  readonly at: string;
  readonly data: ResponseCancelRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'response_cancel_requested';
  readonly version: number;
}

export interface ResponseDetails {
  readonly code: string | null;
  readonly message: string | null;
  readonly reason: string | null;
}

export interface ResponseDone {
  readonly cost?: Cost | null;
  readonly cut?: readonly string[] | null;
  readonly details?: ResponseDetails | null;
  readonly model?: string | null;
  readonly outOfBand?: boolean;
  readonly responseId: string;
  readonly sessionId: string;
  readonly status: string;
  readonly usage: TokenUsage | null;
}

export interface ResponseDoneEvent {
  readonly at: string;
  readonly data: ResponseDone;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'response_done';
  readonly version: number;
}

export interface ResponseRequest {
  readonly inputId?: string | null;
  readonly response?: unknown;
}

export interface ResponseRequested {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly response: JsonElement | null;
  readonly sessionId: string;
}

export interface ResponseRequestedEvent {
  readonly at: string;
  readonly data: ResponseRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'response_requested';
  readonly version: number;
}

export interface ResponseStarted {
  readonly cut?: readonly string[] | null;
  readonly outOfBand?: boolean;
  readonly responseId: string;
  readonly sessionId: string;
}

export interface ResponseStartedEvent {
  readonly at: string;
  readonly data: ResponseStarted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'response_started';
  readonly version: number;
}

export interface SessionAccepted {
  readonly conversation: string;
  readonly phase: SessionPhase;
  readonly sessionId: string;
  readonly unknownFields?: readonly string[] | null;
  readonly version: number;
  readonly warnings?: readonly string[] | null;
}

export interface SessionClaimed {
  readonly cut?: readonly string[] | null;
  readonly epoch: number;
  readonly sessionId: string;
  readonly workerId: string;
}

export interface SessionClaimedEvent {
  readonly at: string;
  readonly data: SessionClaimed;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'session_claimed';
  readonly version: number;
}

export type SessionDriver = 'managed' | 'live';

export interface SessionEnded {
  readonly closeCode: number | null;
  readonly closeReason: string | null;
  readonly cut?: readonly string[] | null;
  readonly error: SessionError | null;
  readonly reason: EndReason;
  readonly sessionId: string;
  readonly totals: SessionTotals;
  readonly totalsComplete: boolean;
}

export interface SessionEndedEvent {
  readonly at: string;
  readonly data: SessionEnded;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'session_ended';
  readonly version: number;
}

export interface SessionError {
  readonly code: string;
  readonly message: string;
  readonly origin: ErrorOrigin;
  readonly retryable: boolean;
}

export interface SessionExpiring {
  readonly secondsLeft: number;
  readonly sessionId: string;
  readonly type: 'session_expiring';
}

export interface SessionMark {
  readonly sessionId: string;
  readonly type: 'session_mark';
  readonly version: number;
}

export type SessionObject = unknown;

export interface SessionOptions {
  readonly atCap?: AtCap;
  readonly driver?: SessionDriver;
  readonly encryptedSecrets?: string | null;
  readonly idleSeconds?: number | null;
  readonly instructions?: string | null;
  readonly maxSeconds?: number | null;
  readonly modality?: Modality;
  readonly model: string;
  readonly onWorkerLost?: OnWorkerLost;
  readonly safetyIdentifier?: string | null;
  readonly session?: SessionObject | null;
  readonly type?: SessionType;
  readonly voice?: string | null;
}

export interface SessionOverBudget {
  readonly budget: string;
  readonly of: string;
  readonly period: string;
  readonly secondsLeft: number;
  readonly sessionId: string;
  readonly type: 'session_over_budget';
}

export type SessionPhase = 'requested' | 'claimed' | 'started' | 'ending';

export interface SessionRequested {
  readonly cut?: readonly string[] | null;
  readonly options: SessionOptions;
  readonly sessionId: string;
  readonly warnings?: readonly string[] | null;
}

export interface SessionRequestedEvent {
  readonly at: string;
  readonly data: SessionRequested;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'session_requested';
  readonly version: number;
}

export interface SessionResumed {
  readonly cut?: readonly string[] | null;
  readonly epoch: number;
  readonly itemsReplayed: number;
  readonly notRestored: readonly string[];
  readonly sessionId: string;
  readonly workerId: string;
}

export interface SessionResumedEvent {
  readonly at: string;
  readonly data: SessionResumed;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'session_resumed';
  readonly version: number;
}

export interface SessionStarted {
  readonly connectMilliseconds: number;
  readonly cut?: readonly string[] | null;
  readonly model: string;
  readonly sessionId: string;
  readonly voice: string | null;
}

export interface SessionStartedEvent {
  readonly at: string;
  readonly data: SessionStarted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'session_started';
  readonly version: number;
}

export interface SessionTotals {
  readonly audioInMilliseconds?: number | null;
  readonly audioOutMilliseconds?: number | null;
  readonly commandsUndelivered?: number;
  readonly cost?: Cost | null;
  readonly eventsRecorded?: number;
  readonly framesDropped?: number | null;
  readonly messagesIgnored?: number | null;
  readonly textsUndelivered?: number;
  readonly tokens?: TokenUsage | null;
  readonly transcription?: TranscriptionUsage | null;
  readonly unpriced?: number;
}

export type SessionType = 'realtime' | 'transcription';

export interface SessionView {
  readonly conversation: string;
  readonly ended?: EndedView | null;
  readonly phase: string;
  readonly sessionId: string;
}

export interface SpeakerSegment {
  readonly cut?: readonly string[] | null;
  readonly endMilliseconds: number | null;
  readonly itemId: string;
  readonly segmentId: string;
  readonly sessionId: string;
  readonly speaker: string | null;
  readonly startMilliseconds: number | null;
  readonly text: string;
}

export interface SpeakerSegmentEvent {
  readonly at: string;
  readonly data: SpeakerSegment;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'speaker_segment';
  readonly version: number;
}

export interface SpeechStarted {
  readonly audioMilliseconds: number;
  readonly cut?: readonly string[] | null;
  readonly itemId: string | null;
  readonly sessionId: string;
}

export interface SpeechStartedEvent {
  readonly at: string;
  readonly data: SpeechStarted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'speech_started';
  readonly version: number;
}

export interface SpeechStopped {
  readonly audioMilliseconds: number;
  readonly cut?: readonly string[] | null;
  readonly itemId: string | null;
  readonly sessionId: string;
}

export interface SpeechStoppedEvent {
  readonly at: string;
  readonly data: SpeechStopped;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'speech_stopped';
  readonly version: number;
}

export interface StartRequest {
  readonly atCap?: string | null;
  readonly endUser?: string | null;
  readonly idleSeconds?: number | null;
  readonly ifActive?: string | null;
  readonly instructions?: string | null;
  readonly maxSeconds?: number | null;
  readonly modality?: string | null;
  readonly model?: string | null;
  readonly onWorkerLost?: string | null;
  readonly session?: unknown;
  readonly sessionId?: string | null;
  readonly voice?: string | null;
}

export interface StreamProblem {
  readonly detail: string;
  readonly type: string;
  readonly version?: number | null;
}

export interface TextAccepted {
  readonly inputId: string;
  readonly version: number;
}

export interface TextDelivered {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly sessionId: string;
}

export interface TextDeliveredEvent {
  readonly at: string;
  readonly data: TextDelivered;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'text_delivered';
  readonly version: number;
}

export interface TextRequest {
  readonly inputId?: string | null;
  readonly role?: string | null;
  readonly text: string | null;
}

export interface TextSubmitted {
  readonly cut?: readonly string[] | null;
  readonly inputId: string;
  readonly role: string;
  readonly sessionId: string;
  readonly text: string;
}

export interface TextSubmittedEvent {
  readonly at: string;
  readonly data: TextSubmitted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'text_submitted';
  readonly version: number;
}

export interface TokenKinds {
  readonly audio?: number;
  readonly image?: number;
  readonly text?: number;
}

export interface TokenUsage {
  readonly cached?: number | null;
  readonly cachedKinds?: TokenKinds | null;
  readonly input: number;
  readonly inputKinds?: TokenKinds | null;
  readonly output: number;
  readonly outputKinds?: TokenKinds | null;
}

export interface TranscriptCompleted {
  readonly cost?: Cost | null;
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly role: string;
  readonly sessionId: string;
  readonly text: string;
  readonly usage?: TranscriptionUsage | null;
}

export interface TranscriptCompletedEvent {
  readonly at: string;
  readonly data: TranscriptCompleted;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'transcript_completed';
  readonly version: number;
}

export interface TranscriptDelta {
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly role: string;
  readonly sessionId: string;
  readonly text: string;
}

export interface TranscriptDeltaEvent {
  readonly at: string;
  readonly data: TranscriptDelta;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'transcript_delta';
  readonly version: number;
}

export interface TranscriptionFailed {
  readonly code: string;
  readonly cut?: readonly string[] | null;
  readonly itemId: string;
  readonly message: string;
  readonly sessionId: string;
}

export interface TranscriptionFailedEvent {
  readonly at: string;
  readonly data: TranscriptionFailed;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'transcription_failed';
  readonly version: number;
}

export interface TranscriptionUsage {
  readonly model: string | null;
  readonly seconds: number | null;
  readonly tokens: TokenUsage | null;
}

export interface TransportRenewed {
  readonly cut?: readonly string[] | null;
  readonly itemsReplayed: number;
  readonly notRestored: readonly string[];
  readonly sessionId: string;
}

export interface TransportRenewedEvent {
  readonly at: string;
  readonly data: TransportRenewed;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'transport_renewed';
  readonly version: number;
}

export interface UpstreamConfigured {
  readonly configuration: unknown;
  readonly cut?: readonly string[] | null;
  readonly notRecorded?: readonly string[] | null;
  readonly sessionId: string;
  readonly upstreamSessionId: string | null;
}

export interface UpstreamConfiguredEvent {
  readonly at: string;
  readonly data: UpstreamConfigured;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'upstream_configured';
  readonly version: number;
}

export interface UpstreamWarned {
  readonly code: string;
  readonly cut?: readonly string[] | null;
  readonly message: string;
  readonly sessionId: string;
}

export interface UpstreamWarnedEvent {
  readonly at: string;
  readonly data: UpstreamWarned;
  readonly sequence: number;
  readonly sessionId: string;
  readonly type: 'upstream_warned';
  readonly version: number;
}

export interface VersionRange {
  readonly from?: number;
  readonly to?: number;
}

/** The types of events that this version knows. A newer API may send others. */
export const eventTypes = [
  'command_delivered',
  'command_refused',
  'content_masked',
  'dtmf_received',
  'end_requested',
  'handoff_answered',
  'handoff_requested',
  'input_clear_requested',
  'input_commit_requested',
  'input_timed_out',
  'item_added',
  'item_delete_requested',
  'item_deleted',
  'item_done',
  'item_retrieve_requested',
  'item_retrieved',
  'item_submitted',
  'item_truncated',
  'mcp_approval_answered',
  'mcp_call_changed',
  'mcp_list_changed',
  'rate_limits_changed',
  'response_cancel_requested',
  'response_done',
  'response_requested',
  'response_started',
  'session_claimed',
  'session_ended',
  'session_requested',
  'session_resumed',
  'session_started',
  'speaker_segment',
  'speech_started',
  'speech_stopped',
  'text_delivered',
  'text_submitted',
  'transcript_completed',
  'transcript_delta',
  'transcription_failed',
  'transport_renewed',
  'upstream_configured',
  'upstream_warned',
] as const;

/** The names of refusals that this version knows. */
export const problemNames = [
  'at-capacity',
  'beyond-end',
  'budget-exhausted',
  'conversation-archived',
  'conversation-busy',
  'conversation-contended',
  'conversation-damaged',
  'handoff-closed',
  'idempotency-conflict',
  'input-overloaded',
  'insufficient-scope',
  'internal-error',
  'invalid-options',
  'issuer-unavailable',
  'limit-reached',
  'log-unavailable',
  'model-ended',
  'origin-refused',
  'owner-unreachable',
  'session-live',
  'session-not-live',
  'session-not-started',
  'too-large',
  'transcription-only',
  'unauthorized',
  'unknown-client-secret',
  'unknown-conversation',
  'unknown-handoff',
  'unknown-key',
  'unknown-model',
  'unknown-session',
  'unknown-worker',
  'unsupported-media-type',
] as const;

export type ProblemName = (typeof problemNames)[number];

/** The codes with which the API closes a live socket. */
export const closeCodes = {
  1000: 'session_ended with requested or transport_closed',
  1001: 'session_ended with server_shutdown',
  1007: 'a text message of the client is not UTF-8; the session goes on',
  1009: 'a message of the client is too large; the session goes on',
  1012: 'this node stops; the session goes on, and another node serves it at once',
  4402: 'session_ended with budget_exhausted',
  4403: 'the credential was revoked or has expired; the session goes on',
  4408: 'session_ended with expired',
  4409: 'session_ended with replaced',
  4410: 'session_ended with idle',
  4429: 'the client reads too slowly, or the session has too many sockets; the session goes on',
  4499: 'session_ended with client_gone',
  4500: 'session_ended with error',
  4502: 'session_ended with start_failed',
  4503: 'session_ended with worker_lost',
  4511: 'the log of the conversation is damaged; the reason names the missing version',
} as const;
