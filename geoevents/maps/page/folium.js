// What folium's own layers expect of a page: a marker picture, coloured pins, and the little of jQuery that popups use.
(() => {
  "use strict";
  const images = JSON.parse(document.getElementById("ge-images").textContent);
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({ iconUrl: images["marker-icon.png"], iconRetinaUrl: images["marker-icon-2x.png"], shadowUrl: images["marker-shadow.png"] });
  const COLOURS = { red: "#d63e2a", darkred: "#a13336", lightred: "#ff8e7f", orange: "#f69730", beige: "#ffcb92", green: "#72b026", darkgreen: "#728224", lightgreen: "#bbf970", blue: "#38aadd", darkblue: "#00649f", lightblue: "#8adaff", purple: "#d252b9", darkpurple: "#5b396b", pink: "#ff91ea", cadetblue: "#436978", white: "#fbfbfb", gray: "#575757", lightgray: "#a3a3a3", black: "#303030" };
  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return node;
  };
  L.AwesomeMarkers = {
    icon: (options) => {
      const pin = make("svg", { viewBox: "0 0 28 38", width: 28, height: 38 });
      pin.append(make("path", { d: "M14 1C6.500 1 1 6.500 1 13.500 1 23 14 37 14 37s13-14 13-23.500C27 6.500 21.500 1 14 1z", fill: COLOURS[options.markerColor] || options.markerColor || COLOURS.blue, stroke: "#ffffff", "stroke-width": 1.5 }), make("circle", { cx: 14, cy: 13.5, r: 4.5, fill: options.iconColor || "#ffffff" }));
      return L.divIcon({ className: "", html: pin, iconSize: [28, 38], iconAnchor: [14, 37], popupAnchor: [0, -32] });
    },
  };
  L.AwesomeMarkers.Icon = L.DivIcon;
  window.$ = window.$ || ((what) => {
    if (!/^\s*</.test(what)) return Array.from(document.querySelectorAll(what));
    const box = document.createElement("template");
    box.innerHTML = what.trim(); // scripts in a template's content do not run, and the policy forbids handlers
    return Array.from(box.content.children);
  });
})();
