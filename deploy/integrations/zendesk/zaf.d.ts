/** What this app uses of the Zendesk Apps Framework, version 2 (developer.zendesk.com, 'Apps'). */

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `secure`: Zendesk's proxy puts the secure settings in, and sends them to the `domainWhitelist` alone. */
type ZafRequest = {
  url: string;
  type: Method;
  headers?: Record<string, string>;
  contentType?: string;
  data?: string;
  secure?: boolean;
  /** Off: a 429 comes back at once, for the app to tell. */
  autoRetry?: boolean;
  /** On: the promise is of a response, not of its body alone. */
  httpCompleteResponse?: boolean;
};

/** A response; a refused one rejects the promise in the same shape. */
type ZafResponse = {
  status: number;
  responseText?: string;
  responseJSON?: unknown;
  headers?: Record<string, string>;
};

type ZafClient = {
  /** What of `paths` there is, by path; an array never rejects for one of them. */
  get(paths: string[]): Promise<Record<string, unknown>>;
  invoke(action: string, ...args: unknown[]): Promise<unknown>;
  request(options: ZafRequest): Promise<ZafResponse>;
  on(event: string, handler: (data: unknown) => unknown): void;
  /** `settings` without the secure ones. */
  metadata(): Promise<{ settings: Record<string, unknown> }>;
};

/** `false` outside Zendesk. */
declare const ZAFClient: { init(): ZafClient | false };
