// Starts Swagger UI on /docs/api in the theme of the page. The only request it makes is for our OpenAPI document.
const root = document.documentElement;
const wide = matchMedia('(prefers-color-scheme: dark)');
const dress = () => root.classList.toggle('dark-mode', root.dataset.theme ? root.dataset.theme === 'dark' : wide.matches);
dress();
wide.addEventListener('change', dress);
new MutationObserver(dress).observe(root, { attributeFilter: ['data-theme'] });

// Swagger UI renders a main landmark and a heading of the first level. The page around it has one of each, so these become parts.
const inner = { main: 'section', h1: 'h2' };
const insideAPage = ({ React }) => {
  const create = React.createElement;
  React.createElement = (type, ...rest) => create(inner[type] ?? type, ...rest);
  return {};
};

SwaggerUIBundle({
  url: '/openapi/v1.json',
  dom_id: '#api-reader',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [insideAPage],
  layout: 'BaseLayout',
  docExpansion: 'none',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
