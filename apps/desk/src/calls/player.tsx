import { Icon } from '@bonum/ui';
import { pause as pauseIcon, play as playIcon } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { duration } from './duration.ts';
import { callWords } from './words.ts';

const speeds = [1, 1.5, 2] as const;

/**
 * Plays a recording. Nothing of it is loaded before somebody plays it: whoever does stands in the audit log. The server sends any
 * part of it, so that one can listen from anywhere; arrows go back and forth by five seconds.
 */
export function Player({ callId, recordingId }: { readonly callId: string; readonly recordingId: string }) {
  const say = useWords(callWords);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  const [failed, setFailed] = useState(false);
  const toggle = (): void => {
    const { current } = audio;
    if (!current) return;
    setFailed(false);
    if (current.error) current.load();
    if (current.paused) current.play().catch(() => setFailed(true));
    else current.pause();
  };
  const seek = (seconds: number): void => {
    if (audio.current) audio.current.currentTime = seconds;
    setAt(seconds);
  };
  const faster = (): void => {
    const next = speeds[(speeds.findIndex((one) => one === speed) + 1) % speeds.length] ?? 1;
    if (audio.current) audio.current.playbackRate = next;
    setSpeed(next);
  };
  return (
    <div className="player" role="group" aria-label={say.player}>
      {/* A conversation between two people has no captions. */}
      <audio
        ref={audio}
        preload="none"
        src={`/v1/calls/${callId}/recordings/${recordingId}`}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onDurationChange={({ currentTarget }) =>
          setLength(Number.isFinite(currentTarget.duration) ? currentTarget.duration : 0)
        }
        onError={() => setFailed(true)}
      />
      <Button className="player-play" aria-label={playing ? say.pause : say.play} onPress={toggle}>
        <Icon of={playing ? pauseIcon : playIcon} small />
      </Button>
      <input
        type="range"
        className="player-place"
        aria-label={say.seek}
        aria-valuetext={say.at(duration(at), duration(length))}
        min={0}
        max={Math.max(length, 1)}
        step={5}
        value={at}
        disabled={length === 0}
        onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
      />
      <span className="player-time">{`${duration(at)} / ${duration(length)}`}</span>
      <Button className="player-speed" aria-label={say.speed(String(speed))} onPress={faster}>
        {`×${speed}`}
      </Button>
      {failed && (
        <span className="player-failed" role="alert">
          {say.playFailed}
        </span>
      )}
    </div>
  );
}
