/** What both proxies are to the test. */

export type ReverseProxy = {
  /** Where it answers without TLS. */
  plain: string;
  /** Which log is the one of the calls, and how it tells of one. */
  log: string;
  line: RegExp;
  /** Whether that log has the ids of traces. */
  isTraced: boolean;
  /** All that it has logged, by the name of the log. */
  logs: () => Promise<Record<string, string>>;
  stop: () => Promise<void>;
};

/** `instances` as `host:port`; `log`: as we ship it, or as it would be if we had not spoken of it. */
export type Site = {
  port: number;
  instances: readonly [string, string];
  log: 'shipped' | 'usual';
};
