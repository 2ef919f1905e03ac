// The words of the map's own buttons, from the page.
export const words = ({ dataset }) => ({
  'NavigationControl.ZoomIn': dataset.wordZoomIn,
  'NavigationControl.ZoomOut': dataset.wordZoomOut,
  'NavigationControl.ResetBearing': dataset.wordNorth,
  'Map.Title': dataset.label,
  'CooperativeGesturesHandler.WindowsHelpText': dataset.wordWheel,
  'CooperativeGesturesHandler.MacHelpText': dataset.wordWheel,
  'CooperativeGesturesHandler.MobileHelpText': dataset.wordFingers,
  'Popup.Close': dataset.wordClose,
});
