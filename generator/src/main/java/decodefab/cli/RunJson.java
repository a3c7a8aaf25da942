package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.estimate.Estimate;
import decodefab.estimate.MeasuredCounts;
import decodefab.estimate.PowerFigures;
import decodefab.tech.Figure;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

/** A run as the JSON document that {@code generator/JSON.md} describes. */
final class RunJson {
  private final RunOutcome run;
  private final JsonGenerator json;

  private RunJson(RunOutcome run, JsonGenerator json) {
    this.run = run;
    this.json = json;
  }

  /** The document. */
  static String text(String schema, RunOutcome run) {
    return JsonDocument.text(schema, 1, json -> new RunJson(run, json).write());
  }

  private void write() throws IOException {
    json.writeStringField("design", run.plan().design().name());
    json.writeStringField("text", run.text());
    json.writeNumberField("tokens", run.tokens());
    golden();
    json.writeFieldName("measured");
    if (run.measured().isPresent()) {
      measured(run.measured().get());
    } else {
      json.writeNull();
    }
    estimated(run.estimate());
    simulation(run.simulation());
  }

  private void golden() throws IOException {
    json.writeObjectFieldStart("golden");
    if (run.check() == CheckDepth.none) {
      json.writeNullField("match");
    } else {
      json.writeBooleanField("match", run.mismatch().isEmpty());
    }
    json.writeNumberField("values_compared", run.valuesCompared());
    if (run.agreement().isPresent()) {
      json.writeNumberField("token_agreement", run.agreement().get().topOne());
      json.writeNumberField("kl_divergence", run.agreement().get().meanKl());
    } else {
      json.writeNullField("token_agreement");
      json.writeNullField("kl_divergence");
    }
    json.writeEndObject();
  }

  private void measured(RunOutcome.Measured measured) throws IOException {
    MeasuredCounts counts = measured.counts();
    double clock = run.plan().fabric().clockHz();
    json.writeStartObject();
    json.writeNumberField("cycles_per_token", counts.cyclesPerToken());
    json.writeNumberField("tokens_per_second", clock / counts.cyclesPerToken());
    power(measured.power());
    json.writeArrayFieldStart("tiers");
    for (MeasuredCounts.TierBytes tier : counts.tiers()) {
      tier(tier.name(), tier.read(), tier.written(), counts.utilization(tier));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("engines");
    for (MeasuredCounts.EngineCycles engine : counts.engines()) {
      engine(engine.name(), engine.busy(), engine.stalled());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void estimated(Estimate estimate) throws IOException {
    json.writeObjectFieldStart("estimated");
    number("cycles_per_token", estimate.cyclesPerToken());
    number("tokens_per_second", estimate.tokensPerSecond());
    power(estimate.power());
    json.writeArrayFieldStart("tiers");
    for (var tier : estimate.tiers()) {
      tier(
          tier.name(),
          value(tier.bytesRead()),
          value(tier.bytesWritten()),
          value(tier.bandwidthUtilization()));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("engines");
    for (var engine : estimate.engines()) {
      engine(engine.name(), value(engine.busy()), value(engine.stalled()));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("area");
    for (Map.Entry<String, Figure> part : estimate.area().total().entrySet()) {
      number(part.getKey(), part.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void simulation(RunOutcome.Simulation simulation) throws IOException {
    json.writeObjectFieldStart("simulation");
    json.writeNumberField("build_seconds", simulation.buildSeconds());
    json.writeNumberField("run_seconds", simulation.runSeconds());
    json.writeNumberField("cycles_per_second", simulation.cyclesPerSecond());
    json.writeNumberField("tokens_per_second", simulation.tokensPerSecond());
    json.writeEndObject();
  }

  private void power(PowerFigures power) throws IOException {
    number("power_w", power.total());
    number("tokens_per_joule", power.tokensPerJoule());
  }

  private void tier(String name, double read, double written, double share) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("bytes_read_per_token", read);
    json.writeNumberField("bytes_written_per_token", written);
    json.writeNumberField("bandwidth_utilization", share);
    json.writeEndObject();
  }

  private void engine(String name, double busy, double stalled) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("busy", busy);
    json.writeNumberField("stalled", stalled);
    json.writeEndObject();
  }

  /** A figure's nominal value; null, never 0, where it could not be computed. */
  private void number(String name, Figure figure) throws IOException {
    OptionalDouble value = figure.value();
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }

  private static double value(Figure figure) {
    return figure.value().orElseThrow();
  }
}
