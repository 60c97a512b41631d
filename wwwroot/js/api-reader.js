// Starts Swagger UI on /docs/api in the theme of the page. The only request it makes is for our OpenAPI document.
const root = document.documentElement;
const wide = matchMedia('(prefers-color-scheme: dark)');
const dress = () => root.classList.toggle('dark-mode', root.dataset.theme ? root.dataset.theme === 'dark' : wide.matches);
dress();
wide.addEventListener('change', dress);
new MutationObserver(dress).observe(root, { attributeFilter: ['data-theme'] });

SwaggerUIBundle({
  url: '/openapi/v1.json',
  dom_id: '#api-reader',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  docExpansion: 'none',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
