/**
 * Where a recording lies: the same each time, so that what was kept twice lies there once. It tells of nobody; what it is stands
 * in its row.
 */
export const recordingName = ({
  call_id,
  recording_id,
}: {
  readonly call_id: string;
  readonly recording_id: string;
}): string => `${call_id.slice(0, 2)}/${call_id}/${recording_id}.audio`;
