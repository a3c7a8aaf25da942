# Synthesises, places and routes a generated design in Vivado, without a project. Run in the
# design's folder, where `decodefab synth --flow vivado` has written synth/settings.tcl:
#
#     vivado -mode batch -source synth/vivado.tcl
#
# Reports land in synth/. The block is placed out of context: its ports meet a shell, not pins.
source synth/settings.tcl

set_part $part
set list [open files.f]
foreach name [split [string trim [read $list]] "\n"] {
    read_verilog $name
}
close $list
read_xdc synth/$top.xdc

# Contents of memories are named from the design's folder, where this runs; a copy beside the
# sources serves releases that look there.
file mkdir rtl/rom
foreach name [glob -nocomplain rom/*.hex] {
    file copy -force $name rtl/rom/
}

synth_design -top $top -part $part -include_dirs rtl -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file synth/utilization_synth.rpt
opt_design
place_design
phys_opt_design
route_design
report_utilization -hierarchical -file synth/utilization.rpt
report_timing_summary -max_paths 20 -file synth/timing.rpt
report_power -file synth/power.rpt
write_checkpoint -force synth/routed.dcp
