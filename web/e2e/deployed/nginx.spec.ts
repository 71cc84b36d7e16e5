// The real thing, deployed behind nginx: what holds of it stands in promises.ts.
import { promises } from './promises.ts';

promises('nginx');
