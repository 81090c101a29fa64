import { configureGlobal } from 'fast-check';

/**
 * Properties try the same examples in every run, so that a change is judged by what it changes and not by luck. New examples are
 * what `npm run soak` is for; a seed of one's own goes to the property itself.
 */
configureGlobal({ seed: 20_261_122 });
