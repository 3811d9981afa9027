//! The one material of all shapes, and the vertex data that its shader reads.
//! Everything that differs between shapes is in their vertices, so one material serves all boards.

use bevy::{
    asset::embedded_asset,
    mesh::{MeshVertexAttribute, MeshVertexBufferLayoutRef, VertexFormat},
    prelude::*,
    render::render_resource::{AsBindGroup, RenderPipelineDescriptor, SpecializedMeshPipelineError},
    shader::ShaderRef,
    sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin},
};

const SHADER: &str = "embedded://sidestep/game/board/shapes.wgsl";

/// Place within the shape's own frame (x, y upwards), and half the frame's size.
pub const ATTRIBUTE_FRAME: MeshVertexAttribute =
    MeshVertexAttribute::new("ShapeFrame", 0x5d57_e001, VertexFormat::Float32x4);
/// Corner radii, or what the form uses in their place.
pub const ATTRIBUTE_CORNERS: MeshVertexAttribute =
    MeshVertexAttribute::new("ShapeCorners", 0x5d57_e002, VertexFormat::Float32x4);
/// Form, stroke, blur, the form's parameter.
pub const ATTRIBUTE_STYLE: MeshVertexAttribute =
    MeshVertexAttribute::new("ShapeStyle", 0x5d57_e003, VertexFormat::Float32x4);

/// Fills the shapes of a painter's mesh.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
pub struct ShapeMaterial {}

impl Material2d for ShapeMaterial {
    fn vertex_shader() -> ShaderRef {
        SHADER.into()
    }

    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        AlphaMode2d::Blend
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        layout: &MeshVertexBufferLayoutRef,
        _key: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        descriptor.vertex.buffers = vec![layout.0.get_layout(&[
            Mesh::ATTRIBUTE_POSITION.at_shader_location(0),
            Mesh::ATTRIBUTE_COLOR.at_shader_location(1),
            ATTRIBUTE_FRAME.at_shader_location(2),
            ATTRIBUTE_CORNERS.at_shader_location(3),
            ATTRIBUTE_STYLE.at_shader_location(4),
        ])?];
        Ok(())
    }
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "shapes.wgsl");
    app.add_plugins(Material2dPlugin::<ShapeMaterial>::default());
}
