import { Icon } from '@bonum/ui';
import { tag } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import { useOnline } from '../../shell/net-line.tsx';
import type { Offer } from './offers.ts';

interface OfferPictureProps {
  readonly picture: Offer['picture'];
  /** As wide as the sheet, and as high as it is; else a small square. */
  readonly whole?: boolean;
}

interface Ended {
  readonly asked: string;
  readonly as: 'here' | 'failed';
}

/**
 * A picture in a box that has its size before anything has come, so that nothing moves. While it comes the box is empty; where there is
 * none, or it could not be had, a tag stands in it.
 */
export function OfferPicture({ picture, whole = false }: OfferPictureProps) {
  const online = useOnline();
  const [ended, setEnded] = useState<Ended | null>(null);
  // What could not be had without network is asked for again with it.
  const asked = `${picture?.address ?? ''} ${String(online)}`;
  const state = ended?.asked === asked ? ended.as : 'coming';
  const kind = picture?.of === null ? 'own' : 'goods';
  const failed = picture === null || state === 'failed';
  return (
    <span
      className={`offer-picture ${whole ? 'whole' : 'small-square'} ${kind} ${failed ? 'failed' : state}`}
      style={whole && picture ? { aspectRatio: `${picture.width} / ${picture.height}` } : undefined}
    >
      {failed ? (
        <Icon of={tag} />
      ) : (
        <img
          key={asked}
          src={picture.address}
          width={picture.width}
          height={picture.height}
          // In a list the words beside it say what it is.
          alt={whole ? (picture.of ?? '') : ''}
          loading="lazy"
          decoding="async"
          onLoad={() => setEnded({ asked, as: 'here' })}
          onError={() => setEnded({ asked, as: 'failed' })}
        />
      )}
    </span>
  );
}
