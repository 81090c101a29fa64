/** Why nothing is to be seen: the person said no, there is no camera that works, or the reader did not come over the network. */
export type Trouble = 'refused' | 'absent' | 'unloaded';

/** The camera on the back; its picture runs in `video` until it is stopped. */
export async function openCamera(
  video: HTMLVideoElement,
  stop: AbortSignal,
): Promise<MediaStreamTrack | Trouble> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    const end = (): void => stream.getTracks().forEach((track) => track.stop());
    if (stop.aborted) end();
    else stop.addEventListener('abort', end);
    const [track] = stream.getVideoTracks();
    if (!track || stop.aborted) return 'absent';
    video.srcObject = stream;
    await video.play();
    return track;
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'absent';
  }
}

/** TypeScript does not know the lamp yet. */
declare global {
  interface MediaTrackCapabilities {
    readonly torch?: boolean;
  }
  interface MediaTrackConstraintSet {
    torch?: boolean;
  }
}

export const hasTorch = (track: MediaStreamTrack): boolean =>
  'getCapabilities' in track && track.getCapabilities().torch === true;

export const light = (track: MediaStreamTrack, on: boolean): Promise<void> =>
  track.applyConstraints({ advanced: [{ torch: on }] });
