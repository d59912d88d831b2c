// Something painted once, to be laid down many times.

export function picture(width, height, paint) {
  const bitmap = typeof OffscreenCanvas === "function";
  const canvas = bitmap ? new OffscreenCanvas(width, height) : document.createElement("canvas");
  Object.assign(canvas, { width, height });
  paint(canvas.getContext("2d"));
  return bitmap ? canvas.transferToImageBitmap() : canvas;
}
