// The map under the drawing: no base map, nothing fetched from outside. One finger draws, so none scrolls the page.
import { Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

setWorkerUrl(workerUrl);

export function groundIn(holder, bounds) {
  const { wordZoomIn, wordZoomOut, label, wordClose } = holder.dataset;
  const map = new GlMap({
    container: holder,
    style: { version: 8, sources: {}, layers: [] },
    bounds,
    fitBoundsOptions: { padding: 48 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      'NavigationControl.ZoomIn': wordZoomIn,
      'NavigationControl.ZoomOut': wordZoomOut,
      'Map.Title': label,
      'Popup.Close': wordClose,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  return new Promise((resolve) => map.on('load', () => resolve(map)));
}
