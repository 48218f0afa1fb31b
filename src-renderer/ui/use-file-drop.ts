import { useEffect, useEffectEvent, useState } from 'react';
import { modalIsOpen } from './modal-is-open';

/**
 * Takes files and folders dropped anywhere on the window, and answers whether some are being dragged over it.
 * SECURITY: the files are handed on as they are; their bytes are never read here.
 */
export function useFileDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const drop = useEffectEvent(onDrop);

  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      const welcome = hasFiles(event) && !modalIsOpen();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = welcome ? 'copy' : 'none';
      setDragging(welcome);
    };
    const leave = (event: DragEvent): void => {
      // Between two elements of the page there is a related target; outside of the window there is none.
      if (!(event.relatedTarget instanceof Element)) setDragging(false);
    };
    const dropped = (event: DragEvent): void => {
      // Also when it is not welcome: the window would leave the page for the file.
      event.preventDefault();
      setDragging(false);
      if (hasFiles(event) && !modalIsOpen()) drop([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', dropped);
    };
  }, []);

  return dragging;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
