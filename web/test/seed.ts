// The same examples in each run: one that fails belongs to the change that made it fail. Others are looked
// for with another seed.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
