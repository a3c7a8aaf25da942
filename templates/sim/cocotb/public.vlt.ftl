`verilator_config
// What tests can see in Verilator: the ports of the top. With every signal visible its models are several times larger and slower.
<#list ["clk", "rst", "irq", "engine_state", "s_axil_*", "m_axi_*", "trace_*"] as name>
public_flat_rw -module "${v.design}_top" -var "${name}"
</#list>
