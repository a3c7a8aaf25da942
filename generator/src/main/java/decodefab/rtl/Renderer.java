package decodefab.rtl;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Renders the templates of a folder. */
final class Renderer {
  private final Configuration configuration;

  /**
   * A renderer.
   *
   * @param templates the project's {@code templates} folder
   */
  Renderer(Path templates) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    // Numbers as a computer writes them: 4096, never 4,096; and only ${} is live.
    configuration.setNumberFormat("c");
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
    try {
      configuration.setDirectoryForTemplateLoading(templates.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Renders one template.
   *
   * @throws IllegalStateException when the template is wrong: a fault of this project, never of
   *     input
   */
  String render(String template, Map<String, Object> model) {
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(template).process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException(template + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
