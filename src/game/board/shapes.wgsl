// Shapes by their signed distance: a quad per shape, and each pixel knows how far it is from the edge.
// Formulas after Inigo Quilez, "2D distance functions" (MIT licence, iquilezles.org/articles/distfunctions2d).

#import bevy_sprite::{
    mesh2d_functions as mesh_functions,
    mesh2d_view_bindings::view,
}
#ifdef TONEMAP_IN_SHADER
#import bevy_core_pipeline::tonemapping
#endif
#ifdef SRGB_OUTPUT
#import bevy_render::color_operations::linear_to_srgb
#endif
#ifdef OKLAB_OUTPUT
#import bevy_render::color_operations::linear_rgb_to_oklab
#endif

const PI: f32 = 3.14159265;

struct Vertex {
    @builtin(instance_index) instance_index: u32,
    @location(0) position: vec3<f32>,
    @location(1) color: vec4<f32>,
    @location(2) frame: vec4<f32>,
    @location(3) corners: vec4<f32>,
    @location(4) style: vec4<f32>,
};

struct Fragment {
    @builtin(position) position: vec4<f32>,
    @location(0) color: vec4<f32>,
    @location(1) place: vec2<f32>,
    @location(2) @interpolate(flat) half_size: vec2<f32>,
    @location(3) @interpolate(flat) corners: vec4<f32>,
    @location(4) @interpolate(flat) style: vec4<f32>,
};

@vertex
fn vertex(vertex: Vertex) -> Fragment {
    let world_from_local = mesh_functions::get_world_from_local(vertex.instance_index);
    var out: Fragment;
    out.position = mesh_functions::mesh2d_position_local_to_clip(world_from_local, vec4(vertex.position, 1.0));
    out.color = vertex.color;
    out.place = vertex.frame.xy;
    out.half_size = vertex.frame.zw;
    out.corners = vertex.corners;
    out.style = vertex.style;
    return out;
}

// Corners: top left, top right, bottom right, bottom left.
fn rectangle(p: vec2<f32>, half_size: vec2<f32>, corners: vec4<f32>) -> f32 {
    let left = select(corners.w, corners.x, p.y > 0.0);
    let right = select(corners.z, corners.y, p.y > 0.0);
    let radius = select(left, right, p.x > 0.0);
    let q = abs(p) - half_size + radius;
    return min(max(q.x, q.y), 0.0) + length(max(q, vec2(0.0))) - radius;
}

fn star(p: vec2<f32>, outer: f32, points: f32, sharpness: f32, rounding: f32) -> f32 {
    let an = PI / points;
    let en = PI / sharpness;
    let acs = vec2(cos(an), sin(an));
    let ecs = vec2(cos(en), sin(en));
    // The sharp star inside, grown by the rounding.
    let radius = outer - rounding;
    let angle = atan2(p.x, p.y);
    let folded = angle - 2.0 * an * floor(angle / (2.0 * an)) - an;
    var q = length(p) * vec2(cos(folded), abs(sin(folded)));
    q = q - radius * acs;
    q = q + ecs * clamp(-dot(q, ecs), 0.0, radius * acs.y / ecs.y);
    return length(q) * sign(q.x) - rounding;
}

fn chevron(p: vec2<f32>, half_size: vec2<f32>, half_width: f32) -> f32 {
    let q = vec2(p.x, abs(p.y)) - vec2(half_size.x, 0.0);
    let along = vec2(-2.0 * half_size.x, half_size.y);
    let share = clamp(dot(q, along) / dot(along, along), 0.0, 1.0);
    return length(q - along * share) - half_width;
}

fn arc(p: vec2<f32>, radius: f32, aperture: f32, half_width: f32) -> f32 {
    let q = vec2(abs(p.x), p.y);
    let end = vec2(sin(aperture), cos(aperture));
    let ring = abs(length(q) - radius);
    let beyond = length(q - end * radius);
    return select(ring, beyond, end.y * q.x > end.x * q.y) - half_width;
}

@fragment
fn fragment(in: Fragment) -> @location(0) vec4<f32> {
    // A pixel's side in the shape's own units: frames are turned and scaled, never skewed.
    let pixel = max(length(dpdx(in.place)), 1e-6);
    var distance: f32;
    switch u32(in.style.x + 0.5) {
        case 1u: { distance = star(in.place, in.half_size.x, in.style.w, in.corners.y, in.corners.x); }
        case 2u: { distance = chevron(in.place, in.half_size, in.corners.x); }
        case 3u: { distance = arc(in.place, in.half_size.x, in.style.w, in.corners.x); }
        default: { distance = rectangle(in.place, in.half_size, in.corners); }
    }
    let stroke = in.style.y;
    if stroke > 0.0 {
        // Never thinner than a pixel.
        let half_width = max(stroke, pixel) * 0.5;
        distance = abs(distance + half_width) - half_width;
    }
    let blur = in.style.z;
    let hard = clamp(0.5 - distance / pixel, 0.0, 1.0);
    let soft = 1.0 - smoothstep(-max(blur, pixel), max(blur, pixel), distance);
    var color = in.color;
    color.a = color.a * select(hard, soft, blur > 0.0);
#ifdef TONEMAP_IN_SHADER
    color = tonemapping::tone_mapping(color, view.color_grading);
#endif
#ifdef SRGB_OUTPUT
    color = vec4(linear_to_srgb(color.rgb), color.a);
#endif
#ifdef OKLAB_OUTPUT
    color = vec4(linear_rgb_to_oklab(color.rgb), color.a);
#endif
    return color;
}
