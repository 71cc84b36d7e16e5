// The real thing, deployed behind Caddy: what holds of it stands in promises.ts.
import { promises } from './promises.ts';

promises('caddy');
