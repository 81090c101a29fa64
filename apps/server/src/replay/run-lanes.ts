import { lanesOf, runLane } from './lane.ts';
import type { World } from './world.ts';

/** Works through the lanes with so many hands. One that fails stops the others, then its error goes out. */
export async function runLanes(
  world: World,
  { hands, stop }: { readonly hands: number; readonly stop: AbortSignal },
): Promise<void> {
  const failure = new AbortController();
  const ours = { ...world, stop: AbortSignal.any([stop, failure.signal]) };
  const lanes = await lanesOf(ours);
  const takeNext = async (): Promise<void> => {
    try {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) await runLane(ours, lane);
    } catch (error) {
      failure.abort();
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: hands }, takeNext));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
